//! Reads bounces: delivery reports (RFC 3464) and those that mail servers word themselves.

use mail_parser::Message;

use crate::incoming::Incoming;
use crate::{Automatic, Mailbox, header};

/// How much of a bounce is searched for codes and addresses, in bytes.
const SEARCHED: usize = 64 * 1024;

/// Parts of subjects that only bounces have, in lower case.
const SUBJECTS: &[&str] = &[
    "undeliver",
    "delivery status notification",
    "delivery failure",
    "delivery failed",
    "delivery has failed",
    "mail delivery",
    "failure notice",
    "returned mail",
    "returned to sender",
    "returning message to sender",
    "non-delivery",
    "nondeliverable",
    "could not be delivered",
    "error sending your mail",
    "delivery report",
    "mail system error",
    "warning: message",
    "delivery temporarily",
    "delayed mail",
    "unzustellbar",
    "nicht zustellbar",
    "zustellung fehlgeschlagen",
    "non remis",
    "non distribu",
    "no se puede entregar",
    "no entregado",
    "recapito non riuscito",
    "mancato recapito",
    "onbestelbaar",
    "niet bezorgd",
    "nie można dostarczyć",
    "não entregue",
    "не доставлено",
    "недоставлен",
    "kan inte levereras",
    "kunne ikke leveres",
    "无法传递",
    "退信",
    "配信不能",
    "エラーメール",
];

/// Words in the text of the rare bounce whose header says nothing.
const TEXTS: &[&str] = &[
    "could not be delivered",
    "was not delivered",
    "delivery failed",
    "delivery to the following",
    "user unknown",
    "unknown user",
    "no such user",
    "mailbox unavailable",
    "host unknown",
    "are not member",
    "<<< 550",
    "550 5.",
    "550 ",
    "permanent fatal errors",
    "fail to deliver",
];

/// The bounce that this message is. `is_report` says that it carries a delivery report; a report
/// that all went well is no bounce.
pub(crate) fn read(
    message: &Message<'_>,
    incoming: &Incoming,
    is_report: bool,
) -> Option<Automatic> {
    let report = report_text(incoming);
    if is_report {
        let actions: Vec<String> = fields(&report, "action").collect();
        let fine = |a: &String| {
            ["delivered", "relayed", "expanded"].iter().any(|f| a.eq_ignore_ascii_case(f))
        };
        if !actions.is_empty() && actions.iter().all(fine) {
            return None;
        }
    } else if !is_worded_bounce(message, incoming) {
        return None;
    }
    let text = up_to(&incoming.text, SEARCHED);
    let recipient = fields(&report, "final-recipient")
        .chain(fields(&report, "original-recipient"))
        .find_map(|r| address_in(r.rsplit(';').next().unwrap_or(&r)))
        .or_else(|| header::raw(message, "X-Failed-Recipients").and_then(address_in))
        .or_else(|| first_address(text, incoming));
    let status = status(&report, text);
    Some(Automatic::Bounce { original_message_id: original_id(incoming), status, recipient })
}

/// The report's own code; where that says no more than its class, a better one of the same class.
fn status(report: &str, text: &str) -> Option<String> {
    let own = fields(report, "status").find_map(|s| status_in(&s));
    let vague = own.as_ref().is_none_or(|s| s.ends_with(".0.0"));
    let said =
        fields(report, "diagnostic-code").find_map(|d| status_in(&d)).or_else(|| status_in(text));
    match (own, said) {
        (Some(own), Some(said)) if vague && own.get(..1) == said.get(..1) => Some(said),
        (Some(own), _) => Some(own),
        (None, said) => said,
    }
}

/// No report, but a mail server's name, and words or headers of a bounce.
fn is_worded_bounce(message: &Message<'_>, incoming: &Incoming) -> bool {
    if header::raw(message, "X-Failed-Recipients").is_some() {
        return true;
    }
    let from = header::raw(message, "From").unwrap_or("").to_lowercase();
    let subject = incoming.subject.as_deref().unwrap_or("").to_lowercase();
    let says_so = SUBJECTS.iter().any(|s| subject.contains(s));
    let null_path = header::raw(message, "Return-Path")
        .is_some_and(|p| p == "<>" || p.to_ascii_lowercase().contains("mailer-daemon"));
    let is_daemon = from.contains("mailer-daemon")
        || from.contains("mailer daemon")
        || from.contains("mail delivery")
        || from.contains("mail.delivery");
    let is_postmaster = from.contains("postmaster") || from.contains("post_master");
    let returns_mail = incoming.attachments.iter().any(|a| a.media_type == "message/rfc822");
    if returns_mail && (from.contains("no-reply") || from.contains("noreply")) && worded(incoming) {
        return true;
    }
    if is_daemon {
        return says_so || null_path || worded(incoming);
    }
    (is_postmaster || null_path) && says_so || is_postmaster && worded(incoming)
}

fn worded(incoming: &Incoming) -> bool {
    let text = up_to(&incoming.text, SEARCHED).to_lowercase();
    TEXTS.iter().any(|t| text.contains(t))
}

/// The delivery report as text, fields one a line.
fn report_text(incoming: &Incoming) -> String {
    let mut reports = incoming.attachments.iter().filter(|a| {
        matches!(
            a.media_type.as_str(),
            "message/delivery-status" | "message/global-delivery-status"
        )
    });
    let bytes = reports.next().map_or(&[][..], |a| &a.bytes[..a.bytes.len().min(SEARCHED)]);
    String::from_utf8_lossy(bytes).into_owned()
}

/// Values of all fields of this name.
fn fields<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = String> + 't {
    text.lines().filter_map(move |line| {
        let (found, value) = line.split_once(':')?;
        found.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

/// An enhanced status code (RFC 3463) that stands alone: not a part of an address or number.
fn status_in(text: &str) -> Option<String> {
    let edge = |c: char| !(c.is_ascii_digit() || c == '.');
    text.split(edge)
        .map(|w| w.trim_end_matches('.'))
        .find(|word| is_status(word))
        .map(str::to_owned)
}

fn is_status(word: &str) -> bool {
    let mut parts = word.split('.');
    let number = |p: Option<&str>| p.is_some_and(|p| (1..=3).contains(&p.len()));
    matches!(parts.next(), Some("2" | "4" | "5"))
        && number(parts.next())
        && number(parts.next())
        && parts.next().is_none()
}

fn address_in(text: &str) -> Option<String> {
    let word = text
        .split(|c: char| c.is_whitespace() || "<>()[],;:\"'`".contains(c))
        .find(|w| w.contains('@'))?;
    Mailbox::new(None, word.trim_end_matches('.')).map(|m| m.address.to_lowercase())
}

/// First address in the text that is neither the sender nor the one that was written to.
fn first_address(text: &str, incoming: &Incoming) -> Option<String> {
    let known = |a: &str| {
        incoming.from.iter().chain(&incoming.to).any(|m| m.address.eq_ignore_ascii_case(a))
    };
    text.lines().filter_map(address_in).find(|a| !known(a) && !a.starts_with("postmaster@"))
}

/// Message-ID of the returned message: from the part that carries it, else from the text.
fn original_id(incoming: &Incoming) -> Option<String> {
    let returned = incoming.attachments.iter().filter(|a| {
        matches!(
            a.media_type.as_str(),
            "message/rfc822"
                | "message/global"
                | "text/rfc822-headers"
                | "message/rfc822-headers"
                | "message/global-headers"
        )
    });
    let parts = returned
        .map(|a| String::from_utf8_lossy(&a.bytes[..a.bytes.len().min(SEARCHED)]).into_owned());
    let texts = parts.chain(std::iter::once_with(|| up_to(&incoming.text, SEARCHED).to_owned()));
    texts.into_iter().find_map(|text| {
        let at = text.lines().position(|l| {
            l.trim_start_matches(['>', ' '])
                .get(..11)
                .is_some_and(|n| n.eq_ignore_ascii_case("message-id:"))
        })?;
        // A long id may stand on the next line.
        let lines: Vec<&str> = text.lines().skip(at).take(2).collect();
        let joined = lines.join(" ");
        let id = joined.split_once('<')?.1.split_once('>')?.0.trim();
        (!id.is_empty() && id.len() < 998 && !id.contains(char::is_whitespace))
            .then(|| id.to_owned())
    })
}

fn up_to(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_no_ip_address() {
        assert_eq!(status_in("host 5.1.1.7 said 550 5.7.1 no"), Some("5.7.1".to_owned()));
        assert_eq!(status_in("version 12.5.1.1"), None);
    }

    #[test]
    fn an_address_is_found_in_a_sentence() {
        assert_eq!(address_in("to <A.B@X.example>: no"), Some("a.b@x.example".to_owned()));
    }

    #[test]
    fn a_success_report_is_no_bounce() {
        let raw = "From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nok\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b.example\nAction: relayed\nStatus: 2.0.0\n--b--\n";
        assert_eq!(crate::parse(raw.as_bytes()).unwrap().automatic, Automatic::AutoReply);
        let failed = raw.replace("relayed", "failed").replace("2.0.0", "5.1.1");
        let Automatic::Bounce { status, recipient, .. } =
            crate::parse(failed.as_bytes()).unwrap().automatic
        else {
            panic!("no bounce")
        };
        assert_eq!((status.as_deref(), recipient.as_deref()), (Some("5.1.1"), Some("a@b.example")));
    }
}
