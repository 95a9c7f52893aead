//! Outgoing messages, as bytes ready for a relay.

use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{
    Attachment, Mailbox as LettreMailbox, Message, MessageBuilder, MultiPart, SinglePart,
};

use crate::{Mailbox, header};

/// Ids put into References at most; RFC 5322 asks to keep the first and the last ones.
const MOST_REFERENCES: usize = 20;
const LONGEST_SUBJECT: usize = 500;

/// A message to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Sender, also the envelope sender unless the transport says otherwise.
    pub from: Mailbox,
    /// At least one.
    pub to: Vec<Mailbox>,
    /// Put on one line; control characters are dropped.
    pub subject: String,
    /// The whole message as plain text.
    pub text: String,
    /// The same as HTML; makes it a multipart/alternative.
    pub html: Option<String>,
    /// An appointment: its method (`REQUEST`, `CANCEL`) and the calendar (RFC 6047). It becomes one
    /// more form of the same message, where programs look for it.
    pub calendar: Option<(String, String)>,
    /// With or without angle brackets.
    pub message_id: String,
    /// Message-ID of the message that this answers.
    pub in_reply_to: Option<String>,
    /// Message ids of the thread, oldest first.
    pub references: Vec<String>,
    /// No person wrote it: says so to other programs (RFC 3834, and Exchange's own header).
    pub automatic: bool,
    /// Seconds since 1970 UTC.
    pub date: i64,
    /// Files at its end; makes it a multipart/mixed.
    pub files: Vec<OutgoingFile>,
}

/// A file that goes with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingFile {
    /// What it is called; control characters are dropped.
    pub name: String,
    /// Its type; one that cannot stand in a header becomes `application/octet-stream`.
    pub media_type: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Why a message cannot be made.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ComposeError {
    /// There is nobody to send it to.
    #[error("the message has no recipient")]
    NoRecipient,
    /// The address cannot stand in a header.
    #[error("{0:?} is not an e-mail address")]
    Address(String),
    /// The id has characters that cannot stand in a header, or is empty or too long.
    #[error("{0:?} is not a message id")]
    MessageId(String),
    /// The mail library refused it.
    #[error("the message cannot be built: {0}")]
    Build(String),
}

#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[derive(Clone)]
struct SuppressAnswers;

impl Header for SuppressAnswers {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("X-Auto-Response-Suppress")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "All".to_owned())
    }
}

/// Builds the message (RFC 5322, CRLF line ends). Nothing in a field can add a header or a
/// recipient: addresses and ids with line ends are errors, the subject is folded to one line.
pub fn compose(outgoing: &Outgoing) -> Result<Vec<u8>, ComposeError> {
    if outgoing.to.is_empty() {
        return Err(ComposeError::NoRecipient);
    }
    let date =
        UNIX_EPOCH + Duration::from_secs(u64::try_from(outgoing.date).unwrap_or(0).min(LATEST));
    let mut builder = Message::builder()
        .date(date)
        .message_id(Some(bracketed(&outgoing.message_id)?))
        .subject(header::one_line(&outgoing.subject, LONGEST_SUBJECT))
        .from(lettre_mailbox(&outgoing.from)?);
    for to in &outgoing.to {
        builder = builder.to(lettre_mailbox(to)?);
    }
    builder = thread_headers(builder, outgoing)?;
    if outgoing.automatic {
        builder = builder.header(AutoSubmitted).header(SuppressAnswers);
    }
    let plain = SinglePart::plain(crlf(&outgoing.text));
    let html = outgoing.html.as_ref().map(|html| SinglePart::html(crlf(html)));
    let calendar = outgoing.calendar.as_ref().map(appointment).transpose()?;
    let is_plain = html.is_none() && calendar.is_none();
    // the same thing, from the plainest form to the richest
    let forms = |plain: SinglePart| {
        let first = MultiPart::alternative().singlepart(plain);
        html.into_iter().chain(calendar).fold(first, MultiPart::singlepart)
    };
    let built = if !outgoing.files.is_empty() {
        let mixed = match is_plain {
            true => MultiPart::mixed().singlepart(plain),
            false => MultiPart::mixed().multipart(forms(plain)),
        };
        let files = outgoing.files.iter().map(file_part);
        builder.multipart(files.fold(mixed, MultiPart::singlepart))
    } else if is_plain {
        builder.singlepart(plain)
    } else {
        builder.multipart(forms(plain))
    };
    built.map(|m| m.formatted()).map_err(|e| ComposeError::Build(e.to_string()))
}

fn appointment((method, text): &(String, String)) -> Result<SinglePart, ComposeError> {
    let is_word = !method.is_empty() && method.bytes().all(|b| b.is_ascii_uppercase());
    let kind = format!("text/calendar; charset=utf-8; method={method}");
    let kind = ContentType::parse(&kind).ok().filter(|_| is_word);
    let kind = kind.ok_or_else(|| ComposeError::Build(format!("{method} is not a method")))?;
    Ok(SinglePart::builder().header(kind).body(crlf(text)))
}

fn file_part(file: &OutgoingFile) -> SinglePart {
    let any = || ContentType::parse("application/octet-stream").unwrap_or(ContentType::TEXT_PLAIN);
    let kind = ContentType::parse(&file.media_type).unwrap_or_else(|_| any());
    // what is a message itself may not be encoded, so it goes as a plain file
    let kind = if file.media_type.starts_with("message/") { any() } else { kind };
    let name = header::one_line(&file.name, LONGEST_SUBJECT);
    Attachment::new(name).body(file.bytes.clone(), kind)
}

/// The end of the year 9999, after which the date header has no form.
const LATEST: u64 = 253_402_300_799;

fn thread_headers(
    mut builder: MessageBuilder,
    outgoing: &Outgoing,
) -> Result<MessageBuilder, ComposeError> {
    if let Some(parent) = &outgoing.in_reply_to {
        builder = builder.in_reply_to(bracketed(parent)?);
    }
    let all = &outgoing.references;
    let skipped = all.len().saturating_sub(MOST_REFERENCES);
    let kept = all.iter().enumerate().filter(|(n, _)| *n == 0 || *n > skipped || skipped == 0);
    let ids: Vec<String> = kept.map(|(_, id)| bracketed(id)).collect::<Result<_, _>>()?;
    if !ids.is_empty() {
        builder = builder.references(ids.join(" "));
    }
    Ok(builder)
}

fn bracketed(id: &str) -> Result<String, ComposeError> {
    let bare = id.trim_matches(['<', '>']);
    let sound = !bare.is_empty()
        && bare.len() <= 900
        && bare
            .chars()
            .all(|c| !c.is_whitespace() && !header::is_unsafe(c) && !matches!(c, '<' | '>'));
    if sound { Ok(format!("<{bare}>")) } else { Err(ComposeError::MessageId(id.to_owned())) }
}

/// The fields are public, so that a mailbox is checked again.
fn lettre_mailbox(mailbox: &Mailbox) -> Result<LettreMailbox, ComposeError> {
    let refused = || ComposeError::Address(mailbox.address.clone());
    let checked = Mailbox::new(mailbox.name.as_deref(), &mailbox.address).ok_or_else(refused)?;
    let address = checked.address.parse().map_err(|_| refused())?;
    Ok(LettreMailbox::new(checked.name, address))
}

fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Automatic, parse};

    fn sample() -> Outgoing {
        Outgoing {
            from: Mailbox::new(Some("Büro, Desk"), "desk@l.example").unwrap(),
            to: vec![Mailbox::new(None, "reader@x.example").unwrap()],
            subject: "[Footbridge #7] Grüße".into(),
            text: "Hello\nworld".into(),
            html: Some("<p>Hello</p>".into()),
            calendar: None,
            message_id: "7.a.h@l.example".into(),
            in_reply_to: Some("p@x".into()),
            references: vec!["o@x".into(), "p@x".into()],
            automatic: true,
            date: 1_772_529_300,
            files: Vec::new(),
        }
    }

    #[test]
    fn what_goes_out_can_be_read_back() {
        let bytes = compose(&sample()).unwrap();
        let m = parse(&bytes).unwrap();
        assert_eq!(m.from, Some(sample().from));
        assert_eq!(m.to, sample().to);
        assert_eq!(m.subject.as_deref(), Some("[Footbridge #7] Grüße"));
        assert_eq!(m.text, "Hello\nworld");
        assert_eq!(m.html.as_deref(), Some("<p>Hello</p>"));
        assert_eq!(m.message_id.as_deref(), Some("7.a.h@l.example"));
        assert_eq!((m.in_reply_to, m.references), (vec!["p@x".to_owned()], sample().references));
        assert_eq!(m.sent_at, Some(1_772_529_300));
        assert_eq!(m.automatic, Automatic::AutoReply);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("X-Auto-Response-Suppress: All\r\n"));
    }

    #[test]
    fn a_person_s_mail_is_not_marked() {
        let mut out = sample();
        out.automatic = false;
        out.html = None;
        let m = parse(&compose(&out).unwrap()).unwrap();
        assert_eq!((m.automatic, m.html), (Automatic::No, None));
    }

    #[test]
    fn files_go_with_it() {
        let mut out = sample();
        let file = |name: &str, media_type: &str| OutgoingFile {
            name: name.into(),
            media_type: media_type.into(),
            bytes: b"\x89PNG".to_vec(),
        };
        out.files = vec![
            file("Grüße.png", "image/png"),
            file("a\r\nBcc: v@x.example.bin", "not a type\r\nX: y"),
            file("m.eml", "message/rfc822"),
        ];
        for html in [out.html.clone(), None] {
            out.html = html;
            let bytes = compose(&out).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains("\r\nBcc"));
            let m = parse(&bytes).unwrap();
            assert_eq!(m.text.trim(), "Hello\nworld");
            let all: Vec<_> = m.attachments.iter().map(|a| a.media_type.as_str()).collect();
            let any = "application/octet-stream";
            assert_eq!(all, ["image/png", any, any]);
            assert_eq!(m.attachments[0].name, "Grüße.png");
            assert_eq!(&*m.attachments[0].bytes, b"\x89PNG");
        }
    }

    #[test]
    fn an_appointment_is_one_more_form_of_the_message() {
        let mut out = sample();
        out.calendar = Some(("REQUEST".into(), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".into()));
        let text = String::from_utf8(compose(&out).unwrap()).unwrap();
        assert!(text.contains("multipart/alternative"), "{text}");
        assert!(text.contains("text/calendar; charset=utf-8; method=REQUEST"), "{text}");
        assert_eq!(parse(text.as_bytes()).unwrap().text, "Hello\nworld");
        out.calendar = Some(("REQUEST\r\nBcc: x@y".into(), String::new()));
        assert!(matches!(compose(&out), Err(ComposeError::Build(_))));
    }

    #[test]
    fn nothing_can_be_injected() {
        let mut out = sample();
        out.subject = "a\r\nBcc: v@x.example\r\n\r\nbody".into();
        out.from.name = Some("Eve\r\nBcc: v@x.example".into());
        let m = compose(&out).unwrap();
        assert!(!String::from_utf8(m).unwrap().contains("\r\nBcc"));
        out.to[0].address = "a@b\r\nBcc: c@d".into();
        assert!(matches!(compose(&out), Err(ComposeError::Address(_))));
        let mut out = sample();
        out.references = vec!["a@b>\r\nBcc: c@d".into()];
        assert!(matches!(compose(&out), Err(ComposeError::MessageId(_))));
        out.to.clear();
        assert_eq!(compose(&out), Err(ComposeError::NoRecipient));
    }

    #[test]
    fn long_threads_keep_their_first_and_last() {
        let mut out = sample();
        out.references = (0..100).map(|n| format!("{n}@x")).collect();
        let m = parse(&compose(&out).unwrap()).unwrap();
        assert_eq!(m.references.len(), MOST_REFERENCES);
        assert_eq!((m.references[0].as_str(), m.references[19].as_str()), ("0@x", "99@x"));
    }
}
