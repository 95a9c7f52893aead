//! From received bytes to an [`Incoming`].

use mail_parser::{DateTime, HeaderName, HeaderValue, Message, MessageParser, MimeHeaders};

use crate::{Incoming, attachment, automatic, body, bounds, header, mailbox, source, trim};

/// Longest subject kept, in characters.
const LONGEST_SUBJECT: usize = 1_000;
/// Bytes of the source shown when nothing of it is understood.
const SHOWN_RAW: usize = 64 * 1024;
/// Message ids kept of one header; more only come from loops and attacks.
const MOST_IDS: usize = 1_000;

/// Reads a message as it came over the wire (RFC 5322, MIME) or what passes for one: wrong line
/// ends, missing headers, unknown character sets and broken parts yield what can be read of them.
///
/// None only for bytes with nothing to show. At most 1 GiB is looked at.
pub fn parse(raw: &[u8]) -> Option<Incoming> {
    let source = source::prepare(raw)?;
    let message = MessageParser::new().parse(&*source.bytes)?;
    let body = body::read(&message);
    let mut attachments = attachment::read(&message, &body.shown);
    attachments.extend(body.files);
    let trimmed = trim(&body.text);
    let mut incoming = Incoming {
        message_id: header::ids(&message, &HeaderName::MessageId).into_iter().next(),
        in_reply_to: ids(&message, HeaderName::InReplyTo),
        references: ids(&message, HeaderName::References),
        from: sender(&message),
        reply_to: mailbox::all(&message, HeaderName::ReplyTo),
        to: mailbox::all(&message, HeaderName::To),
        cc: mailbox::all(&message, HeaderName::Cc),
        subject: subject(&message),
        sent_at: sent_at(&message),
        text: body.text,
        reply: trimmed.reply,
        cut: trimmed.cut,
        html: body.html,
        attachments,
        hops: message.headers().iter().filter(|h| h.name == HeaderName::Received).count(),
        cut_short: source.cut_short,
        ..Incoming::default()
    };
    if is_blank(&incoming) {
        incoming.text = body::tidy(&String::from_utf8_lossy(&raw[..raw.len().min(SHOWN_RAW)]));
        incoming.reply.clone_from(&incoming.text);
    }
    label(&message, &mut incoming);
    incoming.automatic = automatic::classify(&message, &incoming);
    bounds::dismantle(message);
    Some(incoming)
}

/// Nothing was understood: then the source itself is better than an empty page.
fn is_blank(incoming: &Incoming) -> bool {
    incoming.text.is_empty()
        && incoming.html.is_none()
        && incoming.subject.is_none()
        && incoming.from.is_none()
        && incoming.attachments.is_empty()
}

/// The last ones count: a reply names its parent last.
fn ids(message: &Message<'_>, name: HeaderName<'static>) -> Vec<String> {
    let mut ids = header::ids(message, &name);
    ids.drain(..ids.len().saturating_sub(MOST_IDS));
    ids
}

fn sender(message: &Message<'_>) -> Option<crate::Mailbox> {
    let first = |name| mailbox::all(message, name).into_iter().next();
    first(HeaderName::From).or_else(|| first(HeaderName::Sender))
}

fn subject(message: &Message<'_>) -> Option<String> {
    let subject = message.headers().iter().find(|h| h.name == HeaderName::Subject)?;
    match &subject.value {
        HeaderValue::Text(text) if text.contains('\u{fffd}') || text.contains("=?") => {
            let raw = header::raw(message, "Subject").unwrap_or(text);
            Some(header::one_line(&header::words(raw), LONGEST_SUBJECT))
        }
        HeaderValue::Text(text) => Some(header::one_line(text, LONGEST_SUBJECT)),
        _ => Some(String::new()),
    }
}

fn sent_at(message: &Message<'_>) -> Option<i64> {
    message.date().filter(|date| date.is_valid()).map(DateTime::to_timestamp)
}

fn label(message: &Message<'_>, incoming: &mut Incoming) {
    let types: Vec<String> = message
        .parts
        .iter()
        .filter_map(|part| part.content_type())
        .map(|ct| format!("{}/{}", ct.ctype(), ct.subtype().unwrap_or("")).to_ascii_lowercase())
        .collect();
    let has = |wanted: &[&str]| types.iter().any(|t| wanted.contains(&t.as_str()));
    let smime_type = message
        .content_type()
        .and_then(|ct| ct.attribute("smime-type"))
        .map(str::to_ascii_lowercase);
    let opaque = has(&["application/pkcs7-mime", "application/x-pkcs7-mime"]);
    let opaque_signed = opaque && smime_type.as_deref() == Some("signed-data");
    incoming.signed = opaque_signed
        || has(&[
            "multipart/signed",
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/pgp-signature",
        ])
        || incoming.text.contains("-----BEGIN PGP SIGNED MESSAGE-----");
    incoming.encrypted = opaque && !opaque_signed
        || has(&["multipart/encrypted", "application/pgp-encrypted"])
        || incoming.text.trim_start().starts_with("-----BEGIN PGP MESSAGE-----");
    incoming.calendar = has(&["text/calendar", "application/ics"]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_message_is_read() {
        let m = parse(
            b"From: \"A B\" <A@X.Example>\r\nTo: desk@l.example\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\
              Message-ID: <1@x>\r\nReferences: <a@x>\r\n <b@x>\r\nDate: Tue, 03 Mar 2026 10:15:00 +0100\r\n\r\nHi\r\n",
        )
        .unwrap();
        assert_eq!(m.from.as_ref().unwrap().address, "A@x.example");
        assert_eq!(m.subject.as_deref(), Some("Grüße"));
        assert_eq!(m.references, ["a@x", "b@x"]);
        assert_eq!(m.sent_at, Some(1_772_529_300));
        assert_eq!((m.text.as_str(), m.reply.as_str()), ("Hi", "Hi"));
    }

    #[test]
    fn nothing_is_no_message() {
        assert_eq!(parse(b""), None);
        assert_eq!(parse(b"\r\n\r\n"), None);
    }

    #[test]
    fn deep_nesting_ends() {
        let plain = b"Content-Type: message/rfc822\n\n".repeat(100_000);
        assert!(parse(&plain).unwrap().cut_short);
        let digest = b"Content-Type: multipart/digest; boundary=a\n\n--a\n\n".repeat(50_000);
        assert!(parse(&digest).is_some());
    }

    #[test]
    fn an_encoded_attached_message_is_a_file() {
        let m = parse(
            b"Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\nContent-Type: message/rfc822\n\
              Content-Transfer-Encoding: base64\n\nU3ViamVjdDogeAoKeQ==\n--b--\n",
        )
        .unwrap();
        assert_eq!(m.attachments[0].media_type, "message/rfc822");
        assert_eq!(m.attachments[0].bytes, b"Subject: x\n\ny");
        assert!(m.attachments[0].name.ends_with(".eml"));
    }
}
