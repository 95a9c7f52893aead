//! The letters: who is told what.

use super::{
    model::{Body, Words, is_sound},
    store::{self, Correspondent},
};
use crate::{
    conversation::find_last_public,
    impact::Priority,
    resolution::find_resolution,
    tickets::{self, Channel, HoldReason, Ticket},
};
use base::{
    Act, Actor, Error, Event, Language, PersonId, Result, Time, jiff_tz::TimeZone, language, when,
};
use jobs::{Letter, SEND_MAIL, enqueue};
use mail::{Keys, Mailbox, subject_tag};

/// Automatic letters that one address gets in an hour at most.
const MOST_AN_HOUR: i64 = 20;
/// A question and the wait for its answer, so many seconds apart at most, are one thing to tell.
const SAME_BREATH: i64 = 60;

/// Tells the people concerned about an event on a ticket. What is internal is told to nobody.
pub fn on_event(act: &mut Act<'_>, event: &Event) -> Result<()> {
    let Some(id) = event.ticket.filter(|_| !event.is_internal && is_told(event.kind)) else {
        return Ok(());
    };
    let ticket = match tickets::see(act.tx, &Actor::system(), id) {
        Ok((ticket, _)) => ticket,
        Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    let after = event.after.as_str();
    match event.kind {
        "ticket.opened" => opened(act, &ticket),
        "message.answered" => answered(act, &ticket),
        "message.added" => {
            let words = last_words(act, &ticket)?;
            let to = helpers(act, &ticket)?;
            tell(act, &ticket, to, &Notice { key: "added", words, ..Notice::default() })
        }
        "ticket.assigned" => match ticket.assignee_id {
            Some(agent) => {
                let to = person(act, agent)?;
                tell(act, &ticket, to, &Notice { key: "assigned", ..Notice::default() })
            }
            None => Ok(()),
        },
        "ticket.held" => held(act, &ticket),
        "ticket.news_promised" => {
            let to = requester(act, &ticket)?;
            let notice = Notice { key: "promised", at: ticket.news_by, ..Notice::default() };
            tell(act, &ticket, to, &notice)
        }
        "ticket.resolved" => {
            let words = find_resolution(act.tx, id)?.map(|r| Words::new(&r.words, false));
            let to = requester(act, &ticket)?;
            tell(act, &ticket, to, &Notice { key: "resolved", words, ..Notice::default() })
        }
        "ticket.reopened" => {
            let to = helpers(act, &ticket)?;
            tell(act, &ticket, to, &Notice { key: "reopened", words: typed(after), ..Notice::default() })
        }
        _ => {
            let mut to = requester(act, &ticket)?;
            to.extend(helpers(act, &ticket)?);
            tell(act, &ticket, to, &Notice { key: "cancelled", words: typed(after), ..Notice::default() })
        }
    }
}

fn is_told(kind: &str) -> bool {
    [
        "ticket.opened",
        "message.answered",
        "message.added",
        "ticket.assigned",
        "ticket.held",
        "ticket.news_promised",
        "ticket.resolved",
        "ticket.reopened",
        "ticket.cancelled",
    ]
    .contains(&kind)
}

/// One thing to tell.
#[derive(Default)]
struct Notice {
    /// Between `mail-` and `-first`, `-last` in the translations.
    key: &'static str,
    /// What was said.
    words: Option<Words>,
    /// The time it is about.
    at: Option<Time>,
    /// Why it waits: a Fluent key.
    reason: String,
    /// A person wrote it to this person: it is never held back.
    is_personal: bool,
    /// Goes to whoever did it, too: the confirmation.
    is_for_actor: bool,
}

/// The requester hears that it arrived, even if they wrote it themselves; the team hears of work.
fn opened(act: &mut Act<'_>, ticket: &Ticket) -> Result<()> {
    let words = last_words(act, ticket)?;
    let confirmation = Notice {
        key: "opened",
        words: words.clone(),
        at: ticket.news_by,
        is_for_actor: true,
        ..Notice::default()
    };
    let to = requester(act, ticket)?;
    tell(act, ticket, to, &confirmation)?;
    let to = team(act, ticket)?;
    tell(act, ticket, to, &Notice { key: "work", words, ..Notice::default() })
}

fn answered(act: &mut Act<'_>, ticket: &Ticket) -> Result<()> {
    let words = last_words(act, ticket)?;
    let to = requester(act, ticket)?;
    let answer = Notice { key: "answered", words, is_personal: true, ..Notice::default() };
    tell(act, ticket, to, &answer)?;
    let mut watchers = store::list_watchers(act.tx, ticket.id)?;
    watchers.retain(|watcher| watcher.id != Some(ticket.requester_id));
    tell(act, ticket, watchers, &Notice { key: "followed", ..answer })
}

fn held(act: &mut Act<'_>, ticket: &Ticket) -> Result<()> {
    let Some(reason) = ticket.on_hold_reason else { return Ok(()) };
    if reason == HoldReason::AwaitingRequester
        && let Some(last) = find_last_public(act.tx, ticket.id)?
        && last.is_from_provider
        && act.now.seconds_since(last.created_at) <= SAME_BREATH
    {
        // the question itself has just been sent
        return Ok(());
    }
    let notice = Notice {
        key: "held",
        words: typed(&ticket.on_hold_note),
        at: ticket.wakes_at,
        reason: format!("hold-{reason}"),
        ..Notice::default()
    };
    let to = requester(act, ticket)?;
    tell(act, ticket, to, &notice)
}

fn typed(text: &str) -> Option<Words> {
    Some(Words::new(text, true)).filter(|words| !words.text.is_empty())
}

/// The newest public message; never an internal note.
fn last_words(act: &mut Act<'_>, ticket: &Ticket) -> Result<Option<Words>> {
    let last = find_last_public(act.tx, ticket.id)?;
    Ok(last.map(|m| Words::new(&m.body, m.channel == Channel::Email)))
}

fn person(act: &mut Act<'_>, id: PersonId) -> Result<Vec<Correspondent>> {
    Ok(store::find_person(act.tx, id)?.into_iter().collect())
}

/// Whom the ticket is for; nobody where a program opened it by mail.
fn requester(act: &mut Act<'_>, ticket: &Ticket) -> Result<Vec<Correspondent>> {
    if ticket.tags.contains(crate::intake::AUTOMATIC) {
        return Ok(Vec::new());
    }
    person(act, ticket.requester_id)
}

fn team(act: &mut Act<'_>, ticket: &Ticket) -> Result<Vec<Correspondent>> {
    let Some(team) = ticket.team_id else { return Ok(Vec::new()) };
    let found = store::find_team(act.tx, team)?;
    let found = found.map(|(name, email)| Correspondent {
        id: None,
        name,
        email: email.to_lowercase(),
        locale: String::new(),
        time_zone: String::new(),
    });
    Ok(found.into_iter().collect())
}

/// Who works on it, or could.
fn helpers(act: &mut Act<'_>, ticket: &Ticket) -> Result<Vec<Correspondent>> {
    if let Some(agent) = ticket.assignee_id {
        let found = person(act, agent)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    team(act, ticket)
}

/// Writes a letter to each who can and may get it.
fn tell(
    act: &mut Act<'_>,
    ticket: &Ticket,
    mut to: Vec<Correspondent>,
    notice: &Notice,
) -> Result<()> {
    let desk = Mailbox::read(&act.app.config.mail.from).map(|from| from.address).unwrap_or_default();
    let is_actor = |one: &Correspondent| {
        (one.id.is_some() && one.id == act.actor.id) || one.email == act.actor.email
    };
    to.retain(|one| {
        (notice.is_for_actor || !is_actor(one))
            && !one.email.eq_ignore_ascii_case(&desk)
            && !one.email.ends_with("invalid")
            && Mailbox::new(None, &one.email).is_some()
    });
    for one in to {
        let since = act.now.plus_seconds(-3600);
        if !notice.is_personal && store::count_letters(act.tx, &one.email, since)? >= MOST_AN_HOUR {
            tracing::warn!(ticket = ticket.id.0, "an address has had its letters for this hour");
            continue;
        }
        let domain = desk.rsplit('@').next().unwrap_or_default();
        let letter = letter(act, ticket, &one, notice, domain)?;
        let counts_for = Some(one.email.as_str()).filter(|_| !notice.is_personal);
        store::insert_letter(act.tx, &letter.message_id, ticket.id, counts_for, notice.key, act.now)?;
        enqueue(act.tx, act.now, SEND_MAIL, &letter)?;
    }
    Ok(())
}

fn letter(
    act: &mut Act<'_>,
    ticket: &Ticket,
    to: &Correspondent,
    notice: &Notice,
    domain: &str,
) -> Result<Letter> {
    let body = body(act, ticket, to, notice);
    let keys = Keys::new(&act.app.secret.0);
    let unique: String = base::token().chars().filter(char::is_ascii_alphanumeric).take(20).collect();
    // the same in every letter about the ticket: it proves the ticket even where a relay has
    // given the letter another id
    let thread = keys.message_id(ticket.id.0, "thread", domain);
    let parent = store::find_parent(act.tx, ticket.id)?.map(|(id,)| id).filter(|id| is_sound(id));
    let in_reply_to = parent.clone().unwrap_or_else(|| thread.clone());
    let tag = subject_tag(&act.app.config.mail.tag, ticket.id.0);
    Ok(Letter {
        to: to.email.clone(),
        to_name: to.name.clone(),
        subject: format!("{tag} {}", ticket.subject),
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
    ];
    let lines = |part: &str| -> Vec<String> {
        let key = format!("mail-{}-{part}", notice.key);
        let key = if part == "last" && notice.at.is_none() && tongue.has(&format!("{key}-open")) {
            format!("{key}-open")
        } else {
            key
        };
        match tongue.has(&key) {
            true => tongue.with(&key, &args).lines().map(str::to_owned).collect(),
            false => Vec::new(),
        }
    };
    let url = act.app.config.server.url.trim_end_matches('/');
    let label = match notice.key {
        "resolved" => "mail-link-feedback",
        _ => "mail-link-ticket",
    };
    Body {
        first: lines("first"),
        words: notice.words.clone(),
        last: lines("last"),
        link: (tongue.t(label).to_owned(), format!("{url}/tickets/{number}")),
    }
}
