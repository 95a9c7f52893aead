//! Who is told what. Listens to events and writes jobs in the same transaction.

use super::{
    mail::{Notice, letter},
    model::{AUTOMATIC_AN_HOUR, Words, counted_as},
    store::{self, Correspondent},
};
use crate::{
    conversation::find_last_public,
    felt,
    impact::{Priority, find_statement},
    intake::{AUTOMATIC, BOUNCE},
    notifications::{self, Delivery, Hold, Kind, tell_members},
    resolution::find_resolution,
    tasks,
    tickets::{Channel, HoldReason, Ticket, find},
};
use base::{Act, Event, PersonId, Result, TeamId, Who};
use jobs::{SEND_MAIL, enqueue};
use mail::{Mailbox, is_reachable};

/// A question and the wait for its answer, so many seconds apart at most, are one thing to tell.
const SAME_BREATH: i64 = 60;

/// Writes to everybody an event concerns, in the event's own transaction. What is internal concerns
/// nobody here: only what everybody on the ticket may read is mailed.
pub fn on_event(act: &mut Act<'_>, event: &Event) -> Result<()> {
    let Some(id) = event.ticket.filter(|_| !event.is_internal && is_told(event.kind)) else {
        return Ok(());
    };
    let Some(ticket) = find(act.tx, id)? else { return Ok(()) };
    let ticket = &ticket;
    let of = |key| Notice { key, ..Notice::default() };
    match event.kind {
        "ticket.opened" => opened(act, ticket),
        "message.answered" => {
            let words = last_words(act, ticket)?;
            let answer = Notice { words, is_personal: true, ..of("answered") };
            tell_asking(act, ticket, &answer)
        }
        "message.added" => {
            let words = last_words(act, ticket)?;
            tell_helpers(act, ticket, &Notice { words, ..of("added") })
        }
        "ticket.assigned" => {
            let Some(agent) = ticket.assignee_id else { return Ok(()) };
            let to = person(act, agent)?;
            tell(act, ticket, to, &of("assigned"))
        }
        // whoever it was given to is told by being assigned
        "ticket.handed_over" if ticket.assignee_id.is_some() => Ok(()),
        "ticket.handed_over" => {
            let words = last_words(act, ticket)?;
            tell_team(act, ticket, words)
        }
        "ticket.held" => held(act, ticket),
        "ticket.played_back" => {
            let words = Some(Words::new(&event.after, false));
            tell_asking(act, ticket, &Notice { words, is_personal: true, ..of("played-back") })
        }
        "ticket.reweighed" if is_rise(event) => risen(act, ticket),
        "ticket.reweighed" => Ok(()),
        "ticket.news_missed" => {
            tell_helpers(act, ticket, &Notice { at: ticket.news_by, ..of("news-missed") })
        }
        "ticket.news_promised" => {
            tell_asking(act, ticket, &Notice { at: ticket.news_by, ..of("promised") })
        }
        "ticket.resolved" => {
            let words = find_resolution(act.tx, id)?.map(|r| Words::new(&r.words, false));
            tell_asking(act, ticket, &Notice { words, ..of("resolved") })
        }
        "ticket.reopened" => {
            tell_helpers(act, ticket, &Notice { words: typed(&event.after), ..of("reopened") })
        }
        "field.answered" => tell_helpers(
            act,
            ticket,
            &Notice { words: typed(&event.after), ..of("answered-question") },
        ),
        "feedback.low" => unhappy(act, ticket),
        "ticket.fine_now" => over(act, ticket, event, "fine-now"),
        "ticket.fixed_itself" => over(act, ticket, event, "fixed-itself"),
        _ => over(act, ticket, event, "cancelled"),
    }
}

fn is_told(kind: &str) -> bool {
    [
        "ticket.opened",
        "feedback.low",
        "field.answered",
        "message.answered",
        "message.added",
        "ticket.assigned",
        "ticket.handed_over",
        "ticket.held",
        "ticket.news_promised",
        "ticket.news_missed",
        "ticket.played_back",
        "ticket.reweighed",
        "ticket.fine_now",
        "ticket.fixed_itself",
        "ticket.resolved",
        "ticket.reopened",
        "ticket.cancelled",
    ]
    .contains(&kind)
}

/// Both sides hear that it is over, and why.
fn over(act: &mut Act<'_>, ticket: &Ticket, event: &Event, key: &'static str) -> Result<()> {
    let notice = Notice { key, words: typed(&event.after), ..Notice::default() };
    tell_asking(act, ticket, &notice)?;
    tell_helpers(act, ticket, &notice)
}

/// Those who worked on it, and their team, hear that somebody should talk to the requester.
fn unhappy(act: &mut Act<'_>, ticket: &Ticket) -> Result<()> {
    let words = felt::find_feedback(act.tx, ticket.id)?.and_then(|given| typed(&given.words));
    let at = tasks::call_back_due(act.tx, ticket.id)?;
    let notice = Notice { key: "unhappy", words, at, ..Notice::default() };
    tell_helpers(act, ticket, &notice)?;
    match ticket.assignee_id {
        Some(_) => tell_helping_team(act, ticket, &notice),
        None => Ok(()),
    }
}

/// Those who work on it, and their team, hear that it is more urgent than it was.
fn risen(act: &mut Act<'_>, ticket: &Ticket) -> Result<()> {
    let words = find_statement(act.tx, ticket.id)?.and_then(|(row, _)| typed(&row.hurts_note));
    let notice = Notice { key: "risen", words, ..Notice::default() };
    tell_helpers(act, ticket, &notice)?;
    match ticket.assignee_id {
        Some(_) => tell_helping_team(act, ticket, &notice),
        None => Ok(()),
    }
}

/// Whether it became more urgent.
fn is_rise(event: &Event) -> bool {
    let number = |word: &str| Priority::parse(word).map(Priority::number);
    number(&event.after) < number(&event.before)
}

/// The requester hears that it arrived, and the team that there is work. Whoever reported on a page
/// has seen there that it arrived; whoever wrote a mail has seen nothing yet.
fn opened(act: &mut Act<'_>, ticket: &Ticket) -> Result<()> {
    if ticket.tags.contains(BOUNCE) {
        return Ok(());
    }
    let words = last_words(act, ticket)?;
    let receipt = Notice {
        key: "opened",
        words: words.clone(),
        at: ticket.news_by,
        is_for_actor: act.actor.who == Who::Mail,
        ..Notice::default()
    };
    let to = requester(act, ticket, false)?;
    tell(act, ticket, to, &receipt)?;
    tell_team(act, ticket, words)
}

/// Writes to one person about a ticket: what it is about follows the sentence of `key`.
pub(crate) fn remind_person(
    act: &mut Act<'_>,
    ticket: &Ticket,
    id: PersonId,
    key: &'static str,
    words: &str,
) -> Result<()> {
    let to = person(act, id)?;
    let notice = Notice { key, words: typed(words), is_for_actor: true, ..Notice::default() };
    tell(act, ticket, to, &notice)
}

/// The team hears that there is work.
fn tell_team(act: &mut Act<'_>, ticket: &Ticket, words: Option<Words>) -> Result<()> {
    tell_helping_team(act, ticket, &Notice { key: "work", words, ..Notice::default() })
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
    tell_asking(act, ticket, &notice)
}

fn typed(text: &str) -> Option<Words> {
    Some(Words::new(text, true)).filter(|words| !words.text.is_empty())
}

/// The newest public message; never an internal note.
pub(crate) fn last_words(act: &mut Act<'_>, ticket: &Ticket) -> Result<Option<Words>> {
    let last = find_last_public(act.tx, ticket.id)?;
    Ok(last.map(|m| Words::new(&m.body, matches!(m.channel, Channel::Email | Channel::Qr))))
}

fn person(act: &mut Act<'_>, id: PersonId) -> Result<Vec<Correspondent>> {
    Ok(store::find_person(act.tx, id)?.into_iter().collect())
}

/// Whom the ticket is for. A program gets what a person wrote to it and nothing else; a mail server
/// gets nothing.
fn requester(act: &mut Act<'_>, ticket: &Ticket, is_personal: bool) -> Result<Vec<Correspondent>> {
    let is_quiet = ticket.tags.contains(AUTOMATIC) && !is_personal;
    if is_quiet || ticket.tags.contains(BOUNCE) {
        return Ok(Vec::new());
    }
    person(act, ticket.requester_id)
}

/// Tells the requester, and everybody who follows the ticket.
pub(crate) fn tell_asking(act: &mut Act<'_>, ticket: &Ticket, notice: &Notice) -> Result<()> {
    let to = requester(act, ticket, notice.is_personal)?;
    tell(act, ticket, to, notice)?;
    let mut watchers = store::list_watchers(act.tx, ticket.id)?;
    watchers.retain(|watcher| watcher.id != Some(ticket.requester_id));
    let told: Vec<_> = watchers.iter().map(|watcher| watcher.id).collect();
    tell(act, ticket, watchers, notice)?;
    tell_affected(act, ticket, notice, &told)
}

/// Whoever is only affected hears how it goes, and not what others wrote.
fn tell_affected(
    act: &mut Act<'_>,
    ticket: &Ticket,
    notice: &Notice,
    told: &[Option<PersonId>],
) -> Result<()> {
    let key = match notice.key {
        "promised" => "affected-promised",
        "held" => "affected-held",
        "resolved" => "affected-resolved",
        "cancelled" => "affected-cancelled",
        "fine-now" | "fixed-itself" => "affected-over",
        "passed-promised" => "affected-promised",
        "passed-resolved" => "affected-passed-resolved",
        "passed-cancelled" => "affected-passed-cancelled",
        "passed-fine-now" | "passed-fixed-itself" => "affected-passed-over",
        _ => return Ok(()),
    };
    let mut to = store::list_affected(act.tx, ticket.id)?;
    to.retain(|one| !told.contains(&one.id));
    tell(act, ticket, to, &Notice { key, at: notice.at, ..Notice::default() })
}

fn correspondents(act: &mut Act<'_>, team: TeamId) -> Result<Vec<Correspondent>> {
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

/// Tells one person about something that concerns them.
pub(crate) fn tell_person(
    act: &mut Act<'_>,
    ticket: &Ticket,
    id: PersonId,
    notice: &Notice,
) -> Result<()> {
    let to = person(act, id)?;
    tell(act, ticket, to, notice)
}

/// Tells a team at its own address, and each of its people as they chose.
pub(crate) fn tell_other_team(
    act: &mut Act<'_>,
    ticket: &Ticket,
    id: TeamId,
    notice: &Notice,
) -> Result<()> {
    let to = correspondents(act, id)?;
    tell(act, ticket, to, notice)?;
    tell_members(act, ticket, id, notice)
}

/// Tells one person of a team, who chose letters of their own beside those to the team's address.
pub(crate) fn tell_member(
    act: &mut Act<'_>,
    ticket: &Ticket,
    member: PersonId,
    (notice, hold): (&Notice, Option<Hold>),
) -> Result<()> {
    match person(act, member)?.pop() {
        Some(one) if Mailbox::new(None, &one.email).is_some() => {
            write(act, ticket, (&one, Kind::Team.why()), notice, hold)
        }
        _ => Ok(()),
    }
}

fn tell_helping_team(act: &mut Act<'_>, ticket: &Ticket, notice: &Notice) -> Result<()> {
    match ticket.team_id {
        Some(team) => tell_other_team(act, ticket, team, notice),
        None => Ok(()),
    }
}

/// Tells who works on it, or could.
pub(crate) fn tell_helpers(act: &mut Act<'_>, ticket: &Ticket, notice: &Notice) -> Result<()> {
    if let Some(agent) = ticket.assignee_id {
        let found = person(act, agent)?;
        if !found.is_empty() {
            return tell(act, ticket, found, notice);
        }
    }
    tell_helping_team(act, ticket, notice)
}

fn is_actor(act: &Act<'_>, one: &Correspondent) -> bool {
    (one.id.is_some() && one.id == act.actor.id) || one.email == act.actor.email
}

/// Tells each who may hear of it, the way they chose: the one place where it is decided what
/// becomes of a letter about a ticket.
fn tell(
    act: &mut Act<'_>,
    ticket: &Ticket,
    mut to: Vec<Correspondent>,
    notice: &Notice,
) -> Result<()> {
    let desk =
        Mailbox::read(&act.app.config.mail.from).map(|from| from.address).unwrap_or_default();
    to.retain(|one| {
        (notice.is_for_actor || !is_actor(act, one)) && !one.email.eq_ignore_ascii_case(&desk)
    });
    for one in to {
        let delivery = match one.id {
            Some(person) => notifications::deliver(act, ticket, (person, &one.time_zone), notice)?,
            None => Delivery::Letter(None),
        };
        let Delivery::Letter(hold) = delivery else { continue };
        if !is_reachable(&one.email) {
            continue;
        }
        let why = why(ticket, one.id, notice.key);
        write(act, ticket, (&one, why), notice, hold)?;
    }
    Ok(())
}

/// Why a letter comes to somebody, as the key of a sentence.
fn why(ticket: &Ticket, to: Option<PersonId>, key: &str) -> &'static str {
    match to {
        None => "mail-why-address",
        Some(_) if key.starts_with("affected-") => "mail-why-affected",
        Some(to) => {
            let (is_requester, is_assignee) =
                (ticket.requester_id == to, ticket.assignee_id == Some(to));
            Kind::of(key, is_requester, is_assignee).why()
        }
    }
}

/// Writes a letter, unless the address has had its letters for this hour.
fn write(
    act: &mut Act<'_>,
    ticket: &Ticket,
    (one, why): (&Correspondent, &'static str),
    notice: &Notice,
    hold: Option<Hold>,
) -> Result<()> {
    let hours = [act.now, act.now.plus_seconds(-3600)].map(|at| counted_as(&one.email, at));
    if !notice.is_personal {
        let since = act.now.plus_seconds(-3600);
        if store::count_letters(act.tx, &hours, since)? >= AUTOMATIC_AN_HOUR {
            tracing::warn!(ticket = ticket.id.0, "an address has had its letters for this hour");
            return Ok(());
        }
    }
    let letter = letter(act, ticket, (one, why), notice)?;
    let counted = if notice.is_personal { "" } else { &hours[0] };
    let known = (letter.message_id.as_str(), notice.key);
    store::insert_letter(act.tx, known, ticket.id, counted, act.now)?;
    match hold {
        Some(hold) => notifications::hold(act, ticket, hold, &letter),
        None => Ok(enqueue(act.tx, act.now, SEND_MAIL, &letter)?),
    }
}
