//! Telling somebody the way they chose, what they were told, and what they choose.

use super::{
    jobs::{Planned, RELEASE_LETTERS, WRITE_DIGEST, plan_digest},
    mail::sentence,
    model::{Choices, Kind, NewChoices, Plan, Quiet, Way, clock_words, quiet_end},
    store::{self, HeldRow, New, NotificationRow, Settings},
};
use crate::{
    impact::Priority,
    live::note_reading,
    notices::{Notice, tell_member},
    tickets::{self, Access, Ticket},
    tidings,
};
use base::{
    Act, Actor, App, Error, Event, PersonId, Result, Right, TeamId, TicketId, Time, Tx,
    jiff_tz::TimeZone,
};
use jobs::{Letter, SEND_MAIL, enqueue, enqueue_at};

/// How much of what was said is kept, in characters; the ticket has the rest.
const EXCERPT: usize = 300;
/// What is older is dropped, in days.
const DAYS: i64 = 90;

/// What becomes of a letter to a person.
pub(crate) enum Delivery {
    /// It is written, and goes at once or waits.
    Letter(Option<Hold>),
    /// They chose another way, or have left.
    Elsewhere,
}

/// Why a letter waits.
pub(crate) struct Hold {
    person: PersonId,
    until: Time,
    is_internal: bool,
}

/// Decides how somebody is told, and tells them where it is not by a letter.
pub(crate) fn deliver(
    act: &mut Act<'_>,
    ticket: &Ticket,
    (person, zone): (PersonId, &str),
    notice: &Notice,
) -> Result<Delivery> {
    let is_assignee = ticket.assignee_id == Some(person);
    let kind = Kind::of(notice.key, ticket.requester_id == person, is_assignee);
    deliver_as(act, ticket, (person, zone, kind), notice)
}

fn deliver_as(
    act: &mut Act<'_>,
    ticket: &Ticket,
    (person, zone, kind): (PersonId, &str, Kind),
    notice: &Notice,
) -> Result<Delivery> {
    let Some(wish) = store::find_wish(act.tx, person, kind)? else {
        return Ok(Delivery::Elsewhere);
    };
    let way = wish.way.unwrap_or(kind.usual(wish.is_helping));
    let zone = TimeZone::get(zone).unwrap_or_else(|_| act.app.config.time_zone());
    match way {
        Way::None => Ok(Delivery::Elsewhere),
        // a receipt is for the mail that was sent, and for nothing else
        Way::App | Way::Digest if act.actor.id == Some(person) => Ok(Delivery::Elsewhere),
        Way::App => keep(act, ticket, (person, kind, way), notice),
        Way::Digest => {
            keep(act, ticket, (person, kind, way), notice)?;
            plan_digest(act, person, &zone)?;
            Ok(Delivery::Elsewhere)
        }
        Way::Mail => {
            let is_urgent = Priority::of(ticket.priority) == Priority::Critical
                && wish.is_critical_let_through.unwrap_or(true);
            let quiet = wish.quiet_from.zip(wish.quiet_until);
            let quiet = quiet.map(|(from, until)| Quiet { from, until }).filter(|_| !is_urgent);
            let end = quiet.and_then(|quiet| quiet_end(&zone, act.now, quiet));
            if end.is_none() && wish.is_critical_let_through.is_some() {
                // what waits about this ticket goes before it
                let waiting = store::list_held_about(act.tx, person, ticket.id)?;
                release(act, person, waiting)?;
            }
            let is_internal = kind.is_internal(notice.key);
            Ok(Delivery::Letter(end.map(|until| Hold { person, until, is_internal })))
        }
    }
}

/// Keeps it for the list or the summary.
fn keep(
    act: &mut Act<'_>,
    ticket: &Ticket,
    (person, kind, way): (PersonId, Kind, Way),
    notice: &Notice,
) -> Result<Delivery> {
    let said = notice.words.as_ref().map(|words| excerpt(&words.text)).unwrap_or_default();
    let new = New {
        person,
        ticket: ticket.id,
        kind,
        way,
        words: notice.key,
        who: &act.actor.name,
        said: &said,
        reason: &notice.reason,
        other: &notice.other,
        about: notice.at,
        is_internal: kind.is_internal(notice.key),
    };
    store::insert(act.tx, &new, act.now)?;
    Ok(Delivery::Elsewhere)
}

fn excerpt(text: &str) -> String {
    let line = web::plain(text);
    match line.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}

/// Everybody of a team hears of its ticket, the way each chose.
pub(crate) fn tell_members(
    act: &mut Act<'_>,
    ticket: &Ticket,
    team: TeamId,
    notice: &Notice,
) -> Result<()> {
    for (person, way, zone) in store::list_members(act.tx, team)? {
        let hears_anyway = person == ticket.requester_id || ticket.assignee_id == Some(person);
        if act.actor.id == Some(person) || hears_anyway {
            continue;
        }
        if way.unwrap_or(Kind::Team.usual(true)) == Way::App {
            keep(act, ticket, (person, Kind::Team, Way::App), notice)?;
            continue;
        }
        let delivery = deliver_as(act, ticket, (person, &zone, Kind::Team), notice)?;
        if let Delivery::Letter(hold) = delivery {
            tell_member(act, ticket, person, (notice, hold))?;
        }
    }
    Ok(())
}

/// Lets a letter wait for the end of somebody's quiet hours.
pub(crate) fn hold(
    act: &mut Act<'_>,
    ticket: &Ticket,
    Hold { person, until, is_internal }: Hold,
    letter: &Letter,
) -> Result<()> {
    let text = serde_json::to_string(letter).map_err(|e| Error::Internal(e.to_string()))?;
    let is_first = !store::is_waiting(act.tx, person, until)?;
    store::insert_held(act.tx, (person, ticket.id, is_internal), &text, until)?;
    if is_first {
        enqueue_at(act.tx, act.now, until, RELEASE_LETTERS, &person.0)?;
    }
    Ok(())
}

/// Sends what waited, in its order, where they may still see it.
pub(crate) fn release(act: &mut Act<'_>, person: PersonId, rows: Vec<HeldRow>) -> Result<()> {
    for row in rows {
        if !store::delete_held(act.tx, row.id)? {
            continue;
        }
        let Some(ticket) = tickets::find(act.tx, row.ticket_id)? else { continue };
        let zone = act.app.config.time_zone();
        let Some(actor) = people::sign_in::actor_of(act.tx, person, &zone)? else { continue };
        if !may_know(act.tx, &actor, &ticket, row.is_internal)? {
            continue;
        }
        let letter: Letter = serde_json::from_str(&row.letter)
            .map_err(|e| Error::Internal(format!("this is not a letter: {e}")))?;
        enqueue(act.tx, act.now, SEND_MAIL, &letter)?;
    }
    Ok(())
}

/// Whether somebody may still know of something about a ticket.
pub(crate) fn may_know(
    tx: &mut Tx,
    actor: &Actor,
    ticket: &Ticket,
    is_internal: bool,
) -> Result<bool> {
    let access = tickets::access(tx, actor, ticket)?;
    Ok(if is_internal { access == Access::Work } else { access > Access::None })
}

/// One thing somebody was told.
pub struct Told {
    /// As it was kept.
    pub row: NotificationRow,
    /// The ticket's subject and what happened, in a sentence; none where they may not see it now.
    pub seen: Option<(String, String)>,
}

/// One's own list, the newest first.
pub async fn list(app: &App, actor: &Actor, part: (i64, i64)) -> Result<Vec<Told>> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    let (inner, actor, now) = (app.clone(), actor.clone(), app.now());
    app.read(move |tx| {
        let rows = store::list(tx, person, part)?;
        let mut ids: Vec<_> = rows.iter().map(|row| row.ticket_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut known = Vec::new();
        for ticket in tickets::list(tx, &ids)? {
            let access = tickets::access(tx, &actor, &ticket)?;
            known.push((ticket, access));
        }
        let told = rows.into_iter().map(|row| {
            let found = known.iter().find(|(ticket, _)| ticket.id == row.ticket_id);
            let needed = if row.is_internal { Access::Work } else { Access::Read };
            let seen = found.filter(|(_, access)| *access >= needed).map(|(ticket, _)| {
                (ticket.subject.clone(), sentence(&inner, &actor, ticket, &row, now))
            });
            Told { row, seen }
        });
        Ok(told.collect())
    })
    .await
}

/// How many one has not read; a hundred stands for more.
pub(crate) async fn count(app: &App, actor: &Actor) -> Result<i64> {
    Ok(look(app, actor, "").await?.0)
}

/// How many one has not read, and whether there is a list to look at. Whoever opens the page (by its
/// path) that news about no ticket leads to has read that.
pub(crate) async fn look(app: &App, actor: &Actor, path: &str) -> Result<(i64, bool)> {
    let Some(person) = actor.id else { return Ok((0, false)) };
    let at = path.to_owned();
    let (tickets, others) = app
        .read(move |tx| Ok((store::count_unread(tx, person)?, tidings::count(tx, person, &at)?)))
        .await?;
    let read = match others.leads_here {
        true => tidings::arrive(app, actor, path).await?,
        false => 0,
    };
    let unread = tickets.0 + (others.unread - read).max(0);
    Ok((unread, tickets.1 || others.has_any))
}

/// Reads one, and with it whatever else is unread about its ticket. Gives the ticket, if one may
/// still see it.
pub async fn open(app: &App, actor: &Actor, id: i64) -> Result<Option<TicketId>> {
    let person = actor.person()?;
    let opened = app.act(actor, move |act| {
        let (ticket,) = store::find_ticket(act.tx, person, id)?.ok_or(Error::NotFound)?;
        store::update_read(act.tx, person, ticket, act.now)?;
        match tickets::see(act.tx, act.actor, ticket) {
            Ok(_) => Ok(Some(ticket)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    });
    let ticket = opened.await?;
    note_reading(app, person);
    Ok(ticket)
}

/// Reads everything up to the newest that was shown.
pub async fn open_all(app: &App, actor: &Actor, newest: i64) -> Result<()> {
    let person = actor.person()?;
    app.act(actor, move |act| Ok(store::update_all_read(act.tx, person, newest, act.now)?)).await?;
    note_reading(app, person);
    Ok(())
}

/// Drops what is long past; a job of Footbridge itself.
pub async fn purge(app: &App, actor: &Actor) -> Result<u64> {
    actor.may(Right::Work)?;
    let before = app.now().plus_seconds(-DAYS * 86_400);
    app.act(actor, move |act| Ok(store::delete_before(act.tx, before)?)).await
}

fn is_helping(actor: &Actor) -> bool {
    actor.has(Right::Work)
}

fn load(tx: &mut Tx, actor: &Actor, person: PersonId) -> Result<(Choices, Option<Settings>)> {
    let settings = store::find_settings(tx, person)?;
    let chosen = store::list_choices(tx, person)?;
    let is_helping = is_helping(actor);
    let of = |kind: Kind| {
        let found = chosen.iter().find(|(one, _)| *one == kind);
        (kind, found.map_or(kind.usual(is_helping), |(_, way)| *way))
    };
    let ways = Kind::offered(is_helping).iter().map(|kind| of(*kind)).collect();
    let quiet = settings.as_ref().and_then(|s| s.quiet_from.zip(s.quiet_until));
    let plan = settings.as_ref().map(|s| Plan::read(s.digest_minute, &s.digest_days));
    let choices = Choices {
        is_helping,
        ways,
        quiet: quiet.map(|(from, until)| Quiet { from, until }),
        is_critical_let_through: settings.as_ref().is_none_or(|s| s.is_critical_let_through),
        plan: plan.unwrap_or_default(),
        version: settings.as_ref().map_or(0, |s| s.version),
    };
    Ok((choices, settings))
}

/// What one has chosen.
pub async fn choices(app: &App, actor: &Actor) -> Result<Choices> {
    actor.may(Right::Report)?;
    let (actor, person) = (actor.clone(), actor.person()?);
    app.read(move |tx| Ok(load(tx, &actor, person)?.0)).await
}

/// Chooses; [`Error::Conflict`] when one chose something else meanwhile, on another page. What waits
/// already goes by the new choice.
pub async fn choose(app: &App, actor: &Actor, new: NewChoices) -> Result<()> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    let seen = new.version;
    let new = new.check(is_helping(actor))?;
    app.act(actor, move |act| choose_in(act, person, &new, seen)).await
}

fn choose_in(act: &mut Act<'_>, person: PersonId, new: &Choices, seen: Option<i64>) -> Result<()> {
    let (before, settings) = load(act.tx, act.actor, person)?;
    let version = seen.unwrap_or(before.version);
    if version != before.version {
        // sent twice: it is as they want it
        return if before.is_as(new) { Ok(()) } else { Err(Error::Conflict) };
    }
    for (kind, way) in &new.ways {
        store::upsert_choice(act.tx, person, *kind, *way)?;
    }
    let row = Settings {
        quiet_from: new.quiet.map(|quiet| quiet.from),
        quiet_until: new.quiet.map(|quiet| quiet.until),
        is_critical_let_through: new.is_critical_let_through,
        digest_minute: new.plan.minute,
        digest_days: new.plan.stored_days(),
        digest_due: None,
        version,
    };
    if !store::upsert_settings(act.tx, person, &row)? {
        return Err(Error::Conflict);
    }
    let zone = &act.actor.zone;
    if settings.and_then(|s| s.digest_due).is_some() && before.plan != new.plan {
        let due = new.plan.next(zone, act.now);
        store::update_due(act.tx, person, due)?;
        enqueue_at(act.tx, act.now, due, WRITE_DIGEST, &Planned { person: person.0, due })?;
    }
    let end = new.quiet.and_then(|quiet| quiet_end(zone, act.now, quiet)).unwrap_or(act.now);
    if store::update_held(act.tx, person, end)? {
        enqueue_at(act.tx, act.now, end, RELEASE_LETTERS, &person.0)?;
    }
    act.record(&Event {
        kind: "notification_choices.changed",
        subject: format!("person {person}"),
        before: in_short(&before),
        after: in_short(new),
        ..Event::default()
    })
}

fn in_short(choices: &Choices) -> String {
    let mut parts: Vec<_> =
        choices.ways.iter().map(|(kind, way)| format!("{kind}: {way}")).collect();
    parts.extend(
        choices
            .quiet
            .map(|quiet| format!("quiet {}-{}", clock_words(quiet.from), clock_words(quiet.until))),
    );
    parts.push(format!("{} {}", clock_words(choices.plan.minute), choices.plan.stored_days()));
    parts.join(", ")
}
