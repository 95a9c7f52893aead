//! One check for each key of `expected.json`.

use std::collections::BTreeSet;

use mail::{Automatic, Incoming};
use serde_json::Value;

/// Addresses of the desks that the corpus was sent to.
const DESKS: &[&str] = &["helpdesk@lib.example", "redmine@example.net"];

type Outcome = Result<(), String>;
type Check = fn(&Incoming, &Value) -> Outcome;

const CHECKS: &[(&str, Check)] = &[
    ("subject", |m, e| {
        same(fold(m.subject.as_deref().unwrap_or("")), fold(e.as_str().unwrap_or("")))
    }),
    ("subject_starts", |m, e| has(m.subject.as_deref().unwrap_or(""), e, |s, p| s.starts_with(p))),
    ("subject_contains", |m, e| has(m.subject.as_deref().unwrap_or(""), e, |s, p| s.contains(p))),
    ("from", from),
    ("from_name", |m, e| {
        same(m.from.as_ref().and_then(|f| f.name.clone()).unwrap_or_default(), text(e))
    }),
    ("attachments", attachments),
    ("attachment_count", |m, e| same(m.attachments.len() as u64, e.as_u64().unwrap())),
    ("attachment_sizes", |m, e| {
        let sizes: Vec<usize> = m.attachments.iter().map(|a| a.bytes.len()).collect();
        same(serde_json::json!(sizes), e.clone())
    }),
    ("body_text", |m, e| same(m.text.trim().to_owned(), text(e).replace("\r\n", "\n"))),
    ("body_contains", |m, e| {
        // Some sources read the HTML where there is a text too: either way it is shown.
        let rich = m.html.as_deref().map(mail::html_to_text).unwrap_or_default();
        has(&m.text, e, |s, p| s.contains(p))
            .or_else(|_| has(&fold(&rich), e, |s, p| s.contains(p)))
    }),
    ("body_not_contains", |m, e| has(&m.text, e, |s, p| !s.contains(p))),
    ("html_must_not_keep", |m, e| {
        has(&m.html.clone().unwrap().to_lowercase(), e, |s, p| !s.contains(p))
    }),
    ("reply_text", |m, e| same(m.reply.trim().to_owned(), text(e))),
    ("elided_text", |m, e| same(m.cut.trim().to_owned(), text(e))),
    ("reply_contains", |m, e| has(&m.reply, e, |s, p| s.contains(p))),
    ("reply_not_contains", |m, e| has(&m.reply, e, |s, p| !s.contains(p))),
    ("bounce", |m, e| flag(matches!(m.automatic, Automatic::Bounce { .. }), m, e)),
    ("auto_reply", |m, e| flag(m.automatic == Automatic::AutoReply, m, e)),
    ("feedback_report", |m, e| flag(m.automatic == Automatic::FeedbackReport, m, e)),
    ("read_receipt", |m, e| flag(m.automatic == Automatic::ReadReceipt, m, e)),
    ("mailing_list", |m, e| flag(m.automatic == Automatic::List, m, e)),
    ("loop", |m, e| flag(m.is_own(DESKS, None), m, e)),
    ("signed", |m, e| flag(m.signed, m, e)),
    ("encrypted", |m, e| flag(m.encrypted, m, e)),
    ("dsn_status", status),
    ("original_message_id", |m, e| match &m.automatic {
        Automatic::Bounce { original_message_id, .. } => {
            same(original_message_id.clone().unwrap_or_default(), text(e))
        }
        other => Err(format!("{other:?}")),
    }),
];

/// The outcome of every check that the expectation states.
pub fn run(incoming: &Incoming, expectation: &Value) -> Vec<(&'static str, Outcome)> {
    let stated =
        CHECKS.iter().filter_map(|(key, check)| Some((*key, check, expectation.get(*key)?)));
    stated.map(|(key, check, value)| (key, check(incoming, value))).collect()
}

pub fn shows_something(m: &Incoming) -> bool {
    !m.text.is_empty()
        || !m.attachments.is_empty()
        || m.subject.is_some()
        || m.from.is_some()
        || m.html.is_some()
}

fn same<T: PartialEq + std::fmt::Debug>(found: T, wanted: T) -> Outcome {
    if found == wanted {
        Ok(())
    } else {
        Err(format!("\n     found {found:?}\n    wanted {wanted:?}"))
    }
}

fn flag(found: bool, m: &Incoming, wanted: &Value) -> Outcome {
    if wanted.as_bool() == Some(found) { Ok(()) } else { Err(format!("{:?}", m.automatic)) }
}

fn has(found: &str, wanted: &Value, holds: fn(&str, &str) -> bool) -> Outcome {
    let one = [wanted.clone()];
    let all = wanted.as_array().map_or(&one[..], Vec::as_slice);
    match all.iter().find(|w| !holds(found, w.as_str().unwrap())) {
        Some(missed) => Err(format!("{missed} in {found:?}")),
        None => Ok(()),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").trim().to_owned()
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn from(m: &Incoming, wanted: &Value) -> Outcome {
    let first =
        wanted.as_array().unwrap().first().and_then(Value::as_str).unwrap_or("").to_lowercase();
    same(m.from.as_ref().map(|f| f.address.to_lowercase()).unwrap_or_default(), first)
}

/// Compared as sets, since sources differ in what they count. Names that we make safe or make up
/// are compared by what is left of the expected one.
fn attachments(m: &Incoming, wanted: &Value) -> Outcome {
    let safe = |n: &str| {
        n.rsplit(['/', '\\'])
            .next()
            .unwrap_or("")
            .chars()
            .filter(|c| c.is_alphanumeric())
            .take(150)
            .collect::<String>()
    };
    let wanted: BTreeSet<String> =
        wanted.as_array().unwrap().iter().filter_map(Value::as_str).map(safe).collect();
    let found: BTreeSet<String> = m.attachments.iter().map(|a| safe(&a.name)).collect();
    let made_up = |n: &&String| n.starts_with("attachment") || n.ends_with("eml");
    let missing: Vec<_> = wanted.difference(&found).filter(|n| !n.is_empty()).collect();
    let extra: Vec<_> = found.difference(&wanted).filter(|n| !made_up(n)).collect();
    if missing.is_empty() && extra.is_empty() {
        Ok(())
    } else {
        Err(format!("missing {missing:?}, extra {extra:?}"))
    }
}

/// Sisimai makes up codes with a 900 at the end: then only the first digit counts.
fn status(m: &Incoming, wanted: &Value) -> Outcome {
    let Automatic::Bounce { status, .. } = &m.automatic else {
        return Err(format!("{:?}", m.automatic));
    };
    let (found, wanted) = (status.clone().unwrap_or_default(), text(wanted));
    let made_up = wanted.rsplit('.').next().is_some_and(|n| n.len() == 3 && n.starts_with('9'));
    if made_up && (found.is_empty() || found.get(..1) == wanted.get(..1)) {
        return Ok(());
    }
    same(found, wanted)
}
