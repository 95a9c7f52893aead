//! Putting to sleep and waking, for oneself.

use super::store;
use crate::{ranges::ASLEEP, tickets};
use base::{Act, Actor, App, Error, Event, Result, Right, TicketId, Time, Tx};

/// How long anything may sleep, in seconds: a year.
const LONGEST: i64 = 366 * 86_400;

/// Keeps a ticket out of one's own lists until then.
pub async fn snooze(app: &App, actor: &Actor, id: TicketId, until: Option<Time>) -> Result<()> {
    app.act(actor, move |act| snooze_in(act, id, until)).await
}

/// The same within a transaction.
pub(crate) fn snooze_in(act: &mut Act<'_>, id: TicketId, until: Option<Time>) -> Result<()> {
    act.actor.may(Right::Work)?;
    let until = until.ok_or_else(|| Error::invalid("until", "problem-time"))?;
    if until <= act.now {
        return Err(Error::invalid("until", "problem-wakes-past"));
    }
    if until > act.now.plus_seconds(LONGEST) {
        return Err(Error::invalid("until", "problem-snooze-long"));
    }
    let person = act.actor.person()?;
    let ticket = tickets::work(act.tx, act.actor, id)?;
    if !ticket.state.is_open() {
        return Err(Error::Conflict);
    }
    if store::count(act.tx, person, act.now, ASLEEP)? >= ASLEEP {
        return Err(Error::invalid("until", "problem-snooze-many"));
    }
    store::upsert(act.tx, person, id, until, act.now)?;
    record(act, "snooze.set", id, &until.to_string())
}

/// Brings it back into one's lists now.
pub async fn end(app: &App, actor: &Actor, id: TicketId) -> Result<()> {
    app.act(actor, move |act| end_in(act, id)).await
}

/// The same within a transaction.
pub(crate) fn end_in(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    act.actor.may(Right::Work)?;
    let person = act.actor.person()?;
    tickets::see(act.tx, act.actor, id)?;
    if !store::update_ended(act.tx, person, id, act.now)? {
        return Err(Error::Conflict);
    }
    record(act, "snooze.ended", id, "")
}

/// Something new was said by whoever asked: it is back for everybody at once.
pub(crate) fn end_all(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    Ok(store::update_all_ended(act.tx, id, act.now)?)
}

/// Until when it sleeps for the actor.
pub(crate) fn asleep_until(
    tx: &mut Tx,
    actor: &Actor,
    id: TicketId,
    now: Time,
) -> Result<Option<Time>> {
    let Some(person) = actor.id else { return Ok(None) };
    Ok(store::find(tx, person, id)?.map(|(until,)| until).filter(|until| *until > now))
}

/// As it was before, for undoing.
pub(crate) fn put_back(act: &mut Act<'_>, id: TicketId, until: Option<Time>) -> Result<()> {
    let person = act.actor.person()?;
    match until {
        Some(until) => store::upsert(act.tx, person, id, until, act.now)?,
        None => store::delete(act.tx, person, id)?,
    }
    Ok(())
}

/// In the audit trail, but not on the ticket: it is nobody else's business there.
fn record(act: &mut Act<'_>, kind: &'static str, id: TicketId, after: &str) -> Result<()> {
    let (subject, after) = (format!("ticket {id}"), after.to_owned());
    act.record(&Event { kind, subject, after, ..Event::default() })
}
