//! Beginning a ladder, reading it, and changing what it says.

use super::{
    model::{self, Part, RungKind},
    store::{self, DeedRow, Ladder, NewRow},
};
use crate::{
    guests::{self, GuestRow},
    relationships,
    rungs::{self, Rung},
};
use base::{Act, Actor, App, Error, LocationId, Problems, Result, Right, ServiceId, TicketId, Tx};
use desk::tickets;

/// How soon the same words again are the same form, in seconds.
const TWICE: i64 = 60;
/// How far back requests about a service or a place are looked at, in days.
const YEAR: i64 = 366;

/// A ladder as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewLadder {
    /// Between whom; counts only at the beginning.
    pub relationship: Option<i64>,
    /// 1 to 150 characters.
    pub title: String,
    /// What goes wrong: 1 to 10,000 characters.
    pub words: String,
    /// What they ask for: at most 2000 characters.
    pub wants: String,
    /// By when, YYYY-MM-DD; may be empty.
    pub wants_on: String,
    /// What it is about.
    pub service: Option<ServiceId>,
    /// Where it is about.
    pub location: Option<LocationId>,
    /// Requests it is about, as typed: "12, 15".
    pub tickets: String,
}

/// A ladder with everything on it.
pub struct View {
    /// The ladder.
    pub ladder: Ladder,
    /// What the reader may do with it.
    pub part: Part,
    /// Its steps, in the order that is advised.
    pub rungs: Vec<Rung>,
    /// Who was let in.
    pub guests: Vec<GuestRow>,
    /// What was done, the newest first.
    pub deeds: Vec<DeedRow>,
    /// The requests it names that its reader may see: number and subject.
    pub tickets: Vec<(TicketId, String)>,
    /// How many it names all told.
    pub named: usize,
}

impl View {
    /// The step that is advised next.
    pub(crate) fn next(&self) -> Option<&Rung> {
        self.rungs.iter().find(|rung| rung.state == rungs::State::Ahead)
    }
}

/// A ladder and what the actor may do with it; for everybody else there is none.
pub(crate) fn see(tx: &mut Tx, actor: &Actor, id: i64) -> Result<(Ladder, Part)> {
    actor.may(Right::Report)?;
    let person = actor.id.ok_or(Error::NotFound)?;
    let ladder = store::find(tx, id)?.ok_or(Error::NotFound)?;
    let part = match ladder.owner_id == person {
        true => Some(Part::Owns),
        false => guests::find(tx, id, person)?.map(|(_, may_write)| match may_write {
            true => Part::Writes,
            false => Part::Reads,
        }),
    };
    part.map(|part| (ladder, part)).ok_or(Error::NotFound)
}

/// The same, if the actor may write on it.
pub(crate) fn see_to_write(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Ladder> {
    match see(tx, actor, id)? {
        (ladder, Part::Owns | Part::Writes) => Ok(ladder),
        _ => Err(Error::Forbidden),
    }
}

/// The same, if it is the actor's.
pub(crate) fn see_own(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Ladder> {
    match see(tx, actor, id)? {
        (ladder, Part::Owns) => Ok(ladder),
        _ => Err(Error::Forbidden),
    }
}

/// Writes down on the ladder what was done on it.
pub(crate) fn note_deed(
    act: &mut Act<'_>,
    ladder: i64,
    kind: &'static str,
    words: &str,
) -> Result<()> {
    let by = act.actor.id;
    Ok(store::insert_deed(act.tx, (ladder, by), (kind, words), act.now)?)
}

/// The actor's own ladders and those they were let in on, the newest first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Ladder>> {
    actor.may(Right::Report)?;
    let person = actor.person()?;
    app.read(move |tx| Ok(store::list(tx, person)?)).await
}

/// Those on which something waits for the actor.
pub async fn list_waiting(app: &App, actor: &Actor) -> Result<Vec<i64>> {
    let person = actor.person()?;
    let found = app.read(move |tx| Ok(store::list_waiting(tx, person)?)).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Everything on one. Looking at it for the first time is noted for whoever was let in.
pub async fn load(app: &App, actor: &Actor, id: i64) -> Result<View> {
    let (reader, person) = (actor.clone(), actor.person()?);
    let (view, is_first) = app
        .read(move |tx| {
            let (ladder, part) = see(tx, &reader, id)?;
            let named = store::list_tickets(tx, id)?;
            let mut shown = Vec::new();
            for (ticket,) in &named {
                if let Ok((ticket, _)) = tickets::see(tx, &reader, *ticket) {
                    shown.push((ticket.id, ticket.subject));
                }
            }
            let guests = guests::list(tx, id)?;
            let is_first =
                guests.iter().any(|guest| guest.person_id == person && guest.seen_at.is_none());
            let view = View {
                rungs: rungs::list(tx, id)?,
                deeds: store::list_deeds(tx, id)?,
                named: named.len(),
                tickets: shown,
                guests,
                ladder,
                part,
            };
            Ok((view, is_first))
        })
        .await?;
    if is_first {
        app.act(actor, move |act| Ok(guests::update_seen(act.tx, id, person, act.now)?)).await?;
    }
    Ok(view)
}

/// The requests that a ladder is about, as far as both its owner and whoever reads may see them:
/// those it names, and of the last year those about its service or place. The newest first. What
/// became part of another one is told there.
pub(crate) fn subjects(
    tx: &mut Tx,
    app: &App,
    reader: &Actor,
    ladder: &Ladder,
) -> Result<Vec<tickets::Ticket>> {
    let zone = app.config.time_zone();
    let Some(owner) = people::sign_in::actor_of(tx, ladder.owner_id, &zone)? else {
        return Ok(Vec::new());
    };
    let mut ids = named(tx, ladder.id)?;
    if ladder.service_id.is_some() || ladder.location_id.is_some() {
        let since = app.now().plus_seconds(-YEAR * 86_400);
        let about = store::list_about(tx, ladder.service_id, ladder.location_id, since)?;
        ids.extend(about.into_iter().map(|(id,)| id));
    }
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.dedup();
    let mut found = tickets::seen(tx, &owner, &ids)?;
    if reader.id != owner.id {
        let ids: Vec<_> = found.iter().map(|ticket| ticket.id).collect();
        found = tickets::seen(tx, reader, &ids)?;
    }
    let own = named(tx, ladder.id)?;
    found.sort_unstable_by_key(|one| (!own.contains(&one.id), std::cmp::Reverse(one.id)));
    Ok(found)
}

/// The requests that it names; for one that became part of another, that one.
pub(crate) fn named(tx: &mut Tx, ladder: i64) -> Result<Vec<TicketId>> {
    let mut all = Vec::new();
    for (id,) in store::list_tickets(tx, ladder)? {
        let whole = store::find_whole(tx, id)?.map_or(id, |(whole,)| whole);
        if !all.contains(&whole) {
            all.push(whole);
        }
    }
    Ok(all)
}

/// Services and places that a form offers.
pub type Choices = Vec<(i64, String)>;

/// What the form offers: relationships the actor has a part in, services, places.
pub async fn choices(app: &App, actor: &Actor) -> Result<(Choices, Choices, Choices)> {
    let actor = actor.clone();
    app.read(move |tx| {
        let mine = relationships::list_mine(tx, &actor)?.into_iter();
        let named = mine.map(|(one, _)| (one.id, format!("{} · {}", one.customer, one.provider)));
        Ok((named.collect(), store::list_services(tx)?, store::list_places(tx)?))
    })
    .await
}

fn check_about(act: &mut Act<'_>, new: &NewLadder, named: &[i64]) -> Result<()> {
    let mut problems = Problems::default();
    for number in named {
        match tickets::see(act.tx, act.actor, TicketId(*number)) {
            Ok(_) => {}
            Err(Error::NotFound) => {
                let args = vec![("n", number.to_string())];
                problems.add_with("tickets", "problem-ladder-number", args);
            }
            Err(error) => return Err(error),
        }
    }
    let has = |all: &Choices, id: i64| all.iter().any(|(one, _)| *one == id);
    if let Some(id) = new.service
        && !has(&store::list_services(act.tx)?, id.0)
    {
        problems.add("service", "problem-choose");
    }
    if let Some(id) = new.location
        && !has(&store::list_places(act.tx)?, id.0)
    {
        problems.add("location", "problem-choose");
    }
    problems.check()
}

/// Begins one, for a relationship that the actor has a part in.
pub async fn begin(app: &App, actor: &Actor, new: NewLadder) -> Result<i64> {
    actor.may(Right::Report)?;
    let owner = actor.person()?;
    let given = model::check(&new.title, &new.words, &new.wants, &new.wants_on, &new.tickets)?;
    let choose = || Error::invalid("relationship", "problem-choose");
    let relationship = new.relationship.ok_or_else(choose)?;
    app.act(actor, move |act| {
        match relationships::see(act.tx, act.actor, relationship) {
            Ok((found, _)) if found.ended_at.is_none() => {}
            Ok(_) | Err(Error::NotFound) => return Err(choose()),
            Err(error) => return Err(error),
        }
        check_about(act, &new, &given.tickets)?;
        let since = act.now.plus_seconds(-TWICE);
        let same = store::find_same(act.tx, owner, (&given.title, &given.words), since)?;
        if let Some((id,)) = same {
            return Ok(id);
        }
        let row = NewRow {
            title: &given.title,
            words: &given.words,
            wants: &given.wants,
            wants_on: &given.wants_on,
            service: new.service,
            location: new.location,
        };
        let id = store::insert(act.tx, (owner, relationship), &row, act.now)?;
        for kind in RungKind::ADVISED {
            store::insert_rung(act.tx, id, kind, kind.usual_days())?;
        }
        for ticket in &given.tickets {
            store::insert_ticket(act.tx, id, TicketId(*ticket))?;
        }
        note_deed(act, id, "ladder.begun", "")?;
        Ok(id)
    })
    .await
}

/// Whether what somebody sends leaves what it is about as it is: sent back, or left empty.
fn keeps_subject(ladder: &Ladder, stored: &[(TicketId,)], new: &NewLadder, typed: &[i64]) -> bool {
    let is_same = new.service.is_none_or(|id| Some(id) == ladder.service_id)
        && new.location.is_none_or(|id| Some(id) == ladder.location_id);
    is_same && typed.iter().all(|id| stored.contains(&(TicketId(*id),)))
}

/// Changes what it says and is about; [`Error::Conflict`] when somebody else did meanwhile. Requests
/// that it names and that the actor cannot see stay. What it is about is its owner's to say: the
/// briefings show that to everybody who was let in.
pub async fn update(
    app: &App,
    actor: &Actor,
    (id, version): (i64, i64),
    new: NewLadder,
) -> Result<()> {
    let given = model::check(&new.title, &new.words, &new.wants, &new.wants_on, &new.tickets)?;
    app.act(actor, move |act| {
        let ladder = see_to_write(act.tx, act.actor, id)?;
        let stored = store::list_tickets(act.tx, id)?;
        let is_owner = act.actor.id == Some(ladder.owner_id);
        if is_owner {
            check_about(act, &new, &given.tickets)?;
        } else if !keeps_subject(&ladder, &stored, &new, &given.tickets) {
            return Err(Error::Forbidden);
        }
        let row = NewRow {
            title: &given.title,
            words: &given.words,
            wants: &given.wants,
            wants_on: &given.wants_on,
            service: if is_owner { new.service } else { ladder.service_id },
            location: if is_owner { new.location } else { ladder.location_id },
        };
        if !store::update(act.tx, (id, version), &row)? {
            return Err(Error::Conflict);
        }
        if is_owner {
            keep_tickets(act, id, &stored, given.tickets)?;
        }
        note_deed(act, id, "ladder.changed", "")
    })
    .await
}

/// From now on it names these; those that its owner cannot see any more stay.
fn keep_tickets(
    act: &mut Act<'_>,
    id: i64,
    stored: &[(TicketId,)],
    mut kept: Vec<i64>,
) -> Result<()> {
    for (ticket,) in stored {
        if tickets::see(act.tx, act.actor, *ticket).is_err() && !kept.contains(&ticket.0) {
            kept.push(ticket.0);
        }
    }
    store::delete_tickets(act.tx, id)?;
    for ticket in kept {
        store::insert_ticket(act.tx, id, TicketId(ticket))?;
    }
    Ok(())
}
