//! The letter to a supplier: what is written from the record, and what goes out.

use super::actions::Suggestion;
use crate::providers::ContactRow;
use base::{Act, Actor, App, TicketId, day_in_words, token};
use desk::{tickets::Ticket, timeline::View};
use jobs::{Letter, LetterFile};
use mail::{Keys, Mailbox, subject_tag};

/// Our tag for a ticket, as it stands in a subject.
pub fn tag(app: &App, id: TicketId) -> String {
    subject_tag(&app.config.mail.tag, id.0)
}

/// What may be said to a supplier, from the record: what is wrong in the words of whoever said so,
/// what it means in IT's words, what it is about, and what is asked. Patron details are not in it:
/// where they stood, it says so.
pub fn suggestion(app: &App, actor: &Actor, view: &View, contact: &ContactRow) -> Suggestion {
    let language = actor.language;
    let zone = app.config.time_zone();
    let today = |at: base::Time| zone.to_datetime(at.timestamp()).date();
    let ticket = &view.ticket;
    let first = view.messages.iter().find(|message| !view.is_internal(message));
    let said = match &view.statement {
        Some((row, _)) => row.words.trim().to_owned(),
        None => first.map(|message| message.body.trim().to_owned()).unwrap_or_default(),
    };
    let read = view.voices(language, today(app.now())).map(|voices| voices.read.join(" "));
    let mut parts = vec![
        language.with("letter-hello", &[("name", &contact.name)]),
        language.t("letter-asks").to_owned(),
        format!("{}\n{said}", language.t("letter-said")),
    ];
    if let Some(read) = read.filter(|read| !read.is_empty()) {
        parts.push(format!("{}\n{read}", language.t("letter-means")));
    }
    parts.push(facts(language, ticket, &day_in_words(language, today(ticket.created_at))));
    let number = tag(app, ticket.id);
    parts.push(language.with("letter-wants", &[("tag", &number)]));
    parts.push(format!("{}\n{}", actor.name, app.config.name));
    Suggestion { subject: ticket.subject.clone(), words: parts.join("\n\n") }
}

fn facts(language: &base::Language, ticket: &Ticket, since: &str) -> String {
    let mut lines = Vec::new();
    let mut fact = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            lines.push(format!("{}: {value}", language.t(key)));
        }
    };
    fact("fact-service", ticket.service.as_deref());
    fact("fact-device", ticket.device.as_deref());
    fact("fact-where", ticket.location.as_deref());
    fact("fact-opened", Some(since));
    lines.join("\n")
}

/// What is sent.
pub struct Sent<'a> {
    pub contact: &'a ContactRow,
    pub subject: &'a str,
    pub words: &'a str,
    /// What the supplier calls it, if that is known.
    pub reference: &'a str,
    pub files: Vec<LetterFile>,
}

/// The letter as it goes out, in the thread of its ticket, so that the answer finds it.
pub fn letter(act: &Act<'_>, id: TicketId, sent: Sent<'_>) -> Letter {
    let config = &act.app.config;
    let from = Mailbox::read(&config.mail.from).map(|from| from.address).unwrap_or_default();
    let domain = from.rsplit('@').next().unwrap_or_default();
    let keys = Keys::new(&act.app.secret.0);
    let unique: String = token().chars().filter(char::is_ascii_alphanumeric).take(20).collect();
    let thread = keys.message_id(id.0, "thread", domain);
    let theirs = match sent.reference {
        "" => String::new(),
        number => format!(" ({number})"),
    };
    Letter {
        to: sent.contact.email.clone(),
        to_name: sent.contact.name.clone(),
        subject: format!("{} {}{theirs}", tag(act.app, id), sent.subject),
        text: format!("{}\n", sent.words.replace("\r\n", "\n").trim_end()),
        html: String::new(),
        message_id: keys.message_id(id.0, &unique, domain),
        in_reply_to: thread.clone(),
        references: vec![thread],
        written_at: act.now,
        // a person wrote it to a person
        is_automatic: false,
        calendar: None,
        files: sent.files,
    }
}
