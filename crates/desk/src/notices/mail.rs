//! The letters: what happened in one plain sentence, then the words themselves, then what can be
//! done and where.

use super::{
    model::{Body, Words, is_sound},
    store::{self, Correspondent},
};
use crate::{impact::Priority, tickets::Ticket};
use base::{Act, Language, Result, Time, jiff_tz::TimeZone, language, when};
use jobs::Letter;
use mail::{Keys, Mailbox, subject_tag};

/// One thing to tell.
#[derive(Default)]
pub struct Notice {
    /// Between `mail-` and `-first`, `-last` in the translations.
    pub key: &'static str,
    /// What was said.
    pub words: Option<Words>,
    /// The time it is about.
    pub at: Option<Time>,
    /// Why it waits: a Fluent key.
    pub reason: String,
    /// The number of another ticket, or a name that it is about.
    pub other: String,
    /// A person wrote it to this person: it is never held back, and not marked as automatic.
    pub is_personal: bool,
    /// Goes to whoever did it, too: the receipt.
    pub is_for_actor: bool,
}

/// The notice to one reader, in the thread of its ticket.
pub fn letter(
    act: &mut Act<'_>,
    ticket: &Ticket,
    to: &Correspondent,
    notice: &Notice,
) -> Result<Letter> {
    let body = body(act, ticket, to, notice);
    let config = &act.app.config;
    let from = Mailbox::read(&config.mail.from).map(|from| from.address).unwrap_or_default();
    let domain = from.rsplit('@').next().unwrap_or_default();
    let keys = Keys::new(&act.app.secret.0);
    let unique: String =
        base::token().chars().filter(char::is_ascii_alphanumeric).take(20).collect();
    // the same in every letter about the ticket: it proves the ticket even where a relay has
    // given the letter another id
    let thread = keys.message_id(ticket.id.0, "thread", domain);
    let parent = store::find_parent(act.tx, ticket.id)?.map(|(id,)| id).filter(|id| is_sound(id));
    let in_reply_to = parent.clone().unwrap_or_else(|| thread.clone());
    Ok(Letter {
        to: to.email.clone(),
        to_name: to.name.clone(),
        subject: format!("{} {}", subject_tag(&config.mail.tag, ticket.id.0), ticket.subject),
        text: body.text(),
        html: body.html(),
        message_id: keys.message_id(ticket.id.0, &unique, domain),
        in_reply_to,
        references: [thread].into_iter().chain(parent).collect(),
        written_at: act.now,
        is_automatic: !notice.is_personal,
    })
}

/// In the language and by the clock of whoever reads it.
fn body(act: &Act<'_>, ticket: &Ticket, to: &Correspondent, notice: &Notice) -> Body {
    let tongue: &Language = language(&to.locale);
    let zone = TimeZone::get(&to.time_zone).unwrap_or_else(|_| act.app.config.time_zone());
    let at = notice.at.map(|at| when(tongue, &zone, act.now, at)).unwrap_or_default();
    let number = ticket.id.to_string();
    let priority_key = format!("priority-{}", Priority::of(ticket.priority));
    let args = [
        ("number", number.as_str()),
        ("who", act.actor.name.as_str()),
        ("requester", ticket.requester.as_str()),
        ("team", ticket.team.as_deref().unwrap_or(act.app.config.name.as_str())),
        ("priority", tongue.t(&priority_key)),
        ("reason", tongue.t(&notice.reason)),
        ("when", &at),
        ("other", notice.other.as_str()),
    ];
    // who follows a ticket is told of it, and not asked about it
    let is_asking = to.id == Some(ticket.requester_id);
    let followed = format!("followed-{}", notice.key);
    let key = match tongue.has(&format!("mail-{followed}-first")) && !is_asking {
        true => followed.as_str(),
        false => notice.key,
    };
    let lines = |part: &str| -> Vec<String> {
        let timeless = format!("mail-{key}-{part}-open");
        let part = match notice.at.is_none() && tongue.has(&timeless) {
            true => timeless,
            false => format!("mail-{key}-{part}"),
        };
        match tongue.has(&part) {
            true => tongue.with(&part, &args).lines().map(str::to_owned).collect(),
            false => Vec::new(),
        }
    };
    let label = match key {
        "resolved" => "mail-link-feedback",
        "played-back" if is_asking => "mail-link-playback",
        _ => "mail-link-ticket",
    };
    Body {
        first: lines("first"),
        words: notice.words.clone(),
        last: lines("last"),
        link: (tongue.t(label).to_owned(), act.app.config.link(&format!("/tickets/{number}"))),
    }
}
