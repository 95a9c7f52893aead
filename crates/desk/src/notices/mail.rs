//! The letters: what happened in one plain sentence, then the words themselves, then what can be
//! done and where.

use super::{
    model::{Body, Words, is_sound},
    store::{self, Correspondent},
};
use crate::{felt_questions, impact::Priority, tickets::Ticket};
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
    /// Marks to choose from: what each is called, and its link.
    pub marks: Vec<(String, String)>,
}

/// The notice to one reader, in the thread of its ticket; `why` it comes to them is the key of a
/// sentence.
pub fn letter(
    act: &mut Act<'_>,
    ticket: &Ticket,
    (to, why): (&Correspondent, &'static str),
    notice: &Notice,
) -> Result<Letter> {
    let marks = match notice.key {
        "resolved" if to.id == Some(ticket.requester_id) => felt_questions::ride(act, ticket)?,
        _ => notice.marks.clone(),
    };
    let body = Body { marks, ..body(act, ticket, (to, why), notice) };
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
        calendar: None,
        files: Vec::new(),
    })
}

/// What a notice is about, whoever it is told to.
pub struct Said<'a> {
    pub key: &'a str,
    pub who: &'a str,
    pub at: Option<Time>,
    pub reason: &'a str,
    pub other: &'a str,
}

/// Whoever reads, in their language and by their clock.
pub struct Reader<'a> {
    pub tongue: &'static Language,
    pub zone: TimeZone,
    pub now: Time,
    pub organisation: &'a str,
    /// Whether the ticket is theirs: who follows a ticket is told of it, and not asked about it.
    pub is_asking: bool,
}

impl Reader<'_> {
    /// The key of the words for this reader.
    fn key(&self, key: &str) -> String {
        let followed = format!("followed-{key}");
        match self.tongue.has(&format!("mail-{followed}-first")) && !self.is_asking {
            true => followed,
            false => key.to_owned(),
        }
    }

    /// The lines of one part: `first` says what happened, `last` what can be done.
    pub fn lines(&self, ticket: &Ticket, said: &Said<'_>, part: &str) -> Vec<String> {
        let (tongue, key) = (self.tongue, self.key(said.key));
        let at = said.at.map(|at| when(tongue, &self.zone, self.now, at)).unwrap_or_default();
        let number = ticket.id.to_string();
        let priority_key = format!("priority-{}", Priority::of(ticket.priority));
        let args = [
            ("number", number.as_str()),
            ("who", said.who),
            ("requester", ticket.requester.as_str()),
            ("team", ticket.team.as_deref().unwrap_or(self.organisation)),
            ("priority", tongue.t(&priority_key)),
            ("reason", tongue.t(said.reason)),
            ("when", &at),
            ("other", said.other),
        ];
        let timeless = format!("mail-{key}-{part}-open");
        let part = match said.at.is_none() && tongue.has(&timeless) {
            true => timeless,
            false => format!("mail-{key}-{part}"),
        };
        match tongue.has(&part) {
            true => tongue.with(&part, &args).lines().map(str::to_owned).collect(),
            false => Vec::new(),
        }
    }
}

fn body(
    act: &Act<'_>,
    ticket: &Ticket,
    (to, why): (&Correspondent, &'static str),
    notice: &Notice,
) -> Body {
    let tongue: &'static Language = language(&to.locale);
    let reader = Reader {
        tongue,
        zone: TimeZone::get(&to.time_zone).unwrap_or_else(|_| act.app.config.time_zone()),
        now: act.now,
        organisation: act.app.config.name.as_str(),
        is_asking: to.id == Some(ticket.requester_id),
    };
    let said = Said {
        key: notice.key,
        who: &act.actor.name,
        at: notice.at,
        reason: &notice.reason,
        other: &notice.other,
    };
    let label = match reader.key(notice.key).as_str() {
        "resolved" | "felt-asked" => "mail-link-feedback",
        "played-back" if reader.is_asking => "mail-link-playback",
        _ => "mail-link-ticket",
    };
    let link = act.app.config.link(&format!("/tickets/{}", ticket.id));
    Body {
        first: reader.lines(ticket, &said, "first"),
        words: notice.words.clone(),
        last: reader.lines(ticket, &said, "last"),
        marks: Vec::new(),
        asks: tongue.t("mail-marks").to_owned(),
        link: (tongue.t(label).to_owned(), link),
        why: tongue.t(why).to_owned(),
        choices: to.id.map(|_| {
            let link = act.app.config.link("/account/notifications");
            (tongue.t("mail-choices").to_owned(), link)
        }),
    }
}
