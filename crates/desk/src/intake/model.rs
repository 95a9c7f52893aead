//! What becomes of a message. Pure.

use crate::{
    conversation::{NewMessage, StoredFile},
    impact::{Answers, Hurts, Scope, Stopped, Workaround},
    tickets::{Channel, Kind, NewTicket},
};
use base::{Language, TicketId};
use mail::{Automatic, Incoming};

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// A new ticket.
    Opened(TicketId),
    /// A message on a ticket there was, for everybody on it.
    Replied(TicketId),
    /// An internal note on a ticket there was: a program wrote it, or a supplier.
    Noted(TicketId),
    /// Whether its sender comes to a meeting, which the meeting knows now.
    Answered(i64),
    /// Knowingly not filed, and why. The source is kept all the same.
    Dropped(String),
    /// Nothing that could be shown.
    NotAMessage,
}

/// Longest text kept in the database, in characters; the source is kept whole.
const LONGEST: usize = 200_000;
/// Longest Message-ID kept as it is, in bytes: PostgreSQL indexes no long ones.
const LONGEST_ID: usize = 500;
/// Relays after which a message is going round in a circle.
const MOST_HOPS: usize = 50;
/// How much of what a bounce returns is searched for our ids, in bytes.
const SEARCHED: usize = 64 * 1024;
/// The tag of a ticket that a program's message opened. Its requester gets what people write, and no
/// notices; whoever takes the tag off says that a person wrote it after all.
pub const AUTOMATIC: &str = " automatic ";
/// The second tag where it was a bounce or an abuse report: no letter goes back to a mail server.
pub const BOUNCE: &str = " bounce ";

impl Delivered {
    /// The word it is remembered by, and its ticket; none where nothing was filed.
    pub fn filed(&self) -> Option<(&'static str, TicketId)> {
        match self {
            Delivered::Opened(ticket) => Some(("opened", *ticket)),
            Delivered::Replied(ticket) => Some(("replied", *ticket)),
            Delivered::Noted(ticket) => Some(("noted", *ticket)),
            Delivered::Answered(_) | Delivered::Dropped(_) | Delivered::NotAMessage => None,
        }
    }

    /// What became of it the first time.
    pub fn again(word: &str, ticket: TicketId) -> Self {
        match word {
            "opened" => Delivered::Opened(ticket),
            "noted" => Delivered::Noted(ticket),
            _ => Delivered::Replied(ticket),
        }
    }
}

/// Why a message is not filed at all, if it is not.
pub fn refusal(incoming: &Incoming, own: &[&str], keys: &mail::Keys) -> Option<String> {
    if incoming.is_own(own, Some(keys)) {
        return Some("it is this desk's own mail coming back".into());
    }
    (incoming.hops > MOST_HOPS)
        .then(|| format!("it has passed {} relays: it goes round in a circle", incoming.hops))
}

/// Text as the database can keep it: not too long, and without NUL, which PostgreSQL refuses.
pub fn clean(text: &str) -> String {
    text.chars().filter(|c| *c != '\0').take(LONGEST).collect()
}

/// The same for HTML: what is cut is made whole again.
fn clean_html(html: &str) -> String {
    let kept = clean(html);
    if kept.chars().count() < LONGEST { kept } else { mail::clean_html(&kept) }
}

/// How a Message-ID is remembered.
pub fn known_as(id: &str) -> String {
    let id = clean(id);
    if id.len() <= LONGEST_ID {
        return id;
    }
    format!("long:{}", base::hex(&base::sha256(id.as_bytes())))
}

/// Whether these are copies of one message: what its writer wrote is the same, whatever way each
/// of them came.
pub fn is_same(one: &Incoming, other: &Incoming) -> bool {
    let of = |m: &Incoming| (m.from.clone(), m.subject.clone(), m.sent_at, m.text.clone());
    of(one) == of(other) && one.html == other.html && one.attachments == other.attachments
}

/// Whether a mail server wrote it, about mail of ours.
fn is_returned(incoming: &Incoming) -> bool {
    matches!(incoming.automatic, Automatic::Bounce { .. } | Automatic::FeedbackReport)
}

/// The tags of the ticket that a message opens.
pub fn tags(incoming: &Incoming) -> String {
    match (&incoming.automatic, is_returned(incoming)) {
        (Automatic::No, _) => String::new(),
        (_, true) => format!("{}{}", AUTOMATIC.trim_end(), BOUNCE),
        (_, false) => AUTOMATIC.to_owned(),
    }
}

/// The Message-IDs that a message refers to, the nearest first; of what a mail server returns, also
/// those of ours that are anywhere in it, as each server returns another part.
pub fn parents(incoming: &Incoming, keys: &mail::Keys) -> Vec<String> {
    let mut parents = Vec::new();
    if let Automatic::Bounce { original_message_id: Some(id), .. } = &incoming.automatic {
        parents.push(id.clone());
    }
    parents.extend(incoming.in_reply_to.iter().chain(incoming.references.iter().rev()).cloned());
    if is_returned(incoming) {
        let of_mail = |kind: &str| kind.starts_with("message/") || kind == "text/rfc822-headers";
        let parts = incoming.attachments.iter().filter(|part| of_mail(&part.media_type));
        for bytes in [incoming.text.as_bytes()].into_iter().chain(parts.map(|part| &*part.bytes)) {
            let text = String::from_utf8_lossy(&bytes[..bytes.len().min(SEARCHED)]);
            let words = text.split(|c: char| c.is_whitespace() || "<>".contains(c));
            parents.extend(words.filter(|word| keys.ticket_of(word).is_some()).map(str::to_owned));
        }
    }
    parents
}

/// The message without its patron details; `take_out` gives a text without them, if it has any. Its
/// HTML stays only where it holds nothing of the kind: the text says the same.
pub fn without_details(incoming: &Incoming, take_out: impl Fn(&str) -> Option<String>) -> Incoming {
    let mut out = incoming.clone();
    let mut is_changed = false;
    for text in [&mut out.text, &mut out.reply, &mut out.cut].into_iter().chain(&mut out.subject) {
        if let Some(clean) = take_out(text) {
            *text = clean;
            is_changed = true;
        }
    }
    let in_html = out.html.as_deref().map(without_tags).and_then(|text| take_out(&text));
    if is_changed || in_html.is_some() {
        out.html = None;
    }
    for file in &mut out.attachments {
        if let Some(name) = take_out(&file.name) {
            file.name = name;
        }
    }
    out
}

fn without_tags(html: &str) -> String {
    let mut is_inside = false;
    let text = html.chars().filter(|c| {
        let was_inside = is_inside;
        is_inside = if is_inside { *c != '>' } else { *c == '<' };
        !was_inside && !is_inside
    });
    text.collect::<String>().replace("&nbsp;", " ").replace("&#124;", "|")
}

/// The message as the conversation keeps it.
pub fn message(
    language: &Language,
    incoming: &Incoming,
    stored: Vec<StoredFile>,
    raw_key: &str,
) -> NewMessage {
    let is_trimmed = !incoming.reply.trim().is_empty();
    let (body, cut) = if is_trimmed {
        (incoming.reply.as_str(), incoming.cut.as_str())
    } else {
        (incoming.text.as_str(), "")
    };
    let mut body = clean(body.trim());
    if body.is_empty() {
        body = language.t("mail-no-words").to_owned();
    }
    if let Automatic::Bounce { status, recipient, .. } = &incoming.automatic {
        let or = |text: &Option<String>, key| text.clone().unwrap_or(language.t(key).to_owned());
        let to = or(recipient, "mail-bounce-somebody");
        let status = or(status, "mail-bounce-no-status");
        let line = language.with("mail-bounce-note", &[("to", &to), ("status", &status)]);
        body = format!("{}\n\n{body}", clean(&line));
    }
    NewMessage {
        body,
        channel: Channel::Email,
        staged: Vec::new(),
        stored,
        html: clean_html(incoming.html.as_deref().unwrap_or_default()),
        cut: clean(cut),
        raw_key: raw_key.to_owned(),
        key: None,
        is_adding_named: false,
    }
}

/// The ticket that a message opens. Nobody was asked about impact yet: the answers are the mildest
/// ones, for the team to correct.
pub fn ticket(
    language: &Language,
    incoming: &Incoming,
    name: &str,
    message: NewMessage,
) -> NewTicket {
    let subject = clean(incoming.subject.as_deref().unwrap_or_default());
    let has_words = !incoming.text.trim().is_empty();
    let subject = match subject.trim() {
        "" if has_words => String::new(),
        "" => language.with("mail-no-subject", &[("name", name)]),
        given => given.to_owned(),
    };
    NewTicket {
        kind: Kind::Incident,
        answers: Answers {
            words: message.body.chars().take(20_000).collect(),
            scope: Scope::One,
            who: Stopped::Both,
            workaround: Workaround::Slow,
            hurts: Hurts::ThisWeek,
            hurts_note: String::new(),
            good_enough: String::new(),
            is_one_place: false,
            risks: Vec::new(),
        },
        subject,
        requester: None,
        department: None,
        location: None,
        service: None,
        device: None,
        channel: Channel::Email,
        message,
        key: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_a_message_is_remembered_by_a_word() {
        for one in [Delivered::Opened, Delivered::Replied, Delivered::Noted] {
            let delivered = one(TicketId(7));
            let (word, ticket) = delivered.filed().unwrap();
            assert_eq!(Delivered::again(word, ticket), delivered);
        }
    }

    #[test]
    fn a_bounce_leads_to_its_ticket_by_whatever_part_of_our_letter_it_returns() {
        let keys = mail::Keys::new(b"secret");
        let (id, thread) =
            (keys.message_id(7, "a1", "l.example"), keys.message_id(7, "thread", "l"));
        let by_its_words = format!(
            "From: MAILER-DAEMON@mx.example\nSubject: failure notice\n\nuser unknown\n> id=<{id}>"
        );
        let by_its_thread = format!(
            "From: MAILER-DAEMON@mx.example\nSubject: failure notice\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nuser unknown\n--B\nContent-Type: text/rfc822-headers\n\nMessage-ID: <changed@relay.example>\nReferences: <{thread}>\n--B--\n"
        );
        for raw in [by_its_words, by_its_thread] {
            let bounce = mail::parse(raw.as_bytes()).unwrap();
            let found = parents(&bounce, &keys).iter().find_map(|id| keys.ticket_of(id));
            assert_eq!(found, Some(7), "{raw}");
            assert_eq!(tags(&bounce), " automatic bounce ");
        }
        let person = mail::parse(format!("From: a@b.example\n\nlook: <{id}>").as_bytes()).unwrap();
        assert!(parents(&person, &keys).is_empty() && tags(&person).is_empty());
    }

    #[test]
    fn cut_html_is_whole_again() {
        let html = format!("<p>{}<a href=\"https://x.example/\">", "x".repeat(LONGEST - 20));
        assert!(!clean_html(&html).contains("<a"));
        assert!(clean_html(&html).ends_with("</p>"));
    }

    #[test]
    fn long_ids_are_known_by_their_hash() {
        assert_eq!(known_as("a\0@b"), "a@b");
        assert_eq!(known_as(&"x".repeat(5000)).len(), 69);
    }

    #[test]
    fn copies_that_came_different_ways_are_the_same() {
        let of = |way: &str| {
            mail::parse(format!("Received: {way}\nFrom: a@b.example\nSubject: x\n\nhi").as_bytes())
        };
        assert!(is_same(&of("by one").unwrap(), &of("by two").unwrap()));
        let other = mail::parse(b"From: a@b.example\nSubject: x\n\nho").unwrap();
        assert!(!is_same(&of("by one").unwrap(), &other));
    }
}
