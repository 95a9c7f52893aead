//! Writing down what was read, and taking it back.

use super::store;
use crate::goals::{changeable, event, today};
use base::{Actor, App, Error, Problems, Result};
use jiff::civil::Date;
use plot::Amount;

/// What somebody read, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewReading {
    /// YYYY-MM-DD; not in the future.
    pub on: String,
    /// A number.
    pub value: String,
    /// At most 300 characters.
    pub note: String,
}

/// Writes down what was read: its owners and whoever looks after the relationship. Sent twice it is
/// written once.
pub async fn measure(app: &App, actor: &Actor, id: i64, new: NewReading) -> Result<i64> {
    let today = today(app);
    let mut problems = Problems::default();
    let on = new.on.trim().parse::<Date>().ok().filter(|on| on.year() >= 1990);
    match on {
        None => problems.add("on", "problem-goal-day"),
        Some(on) if on > today => problems.add("on", "problem-day-future"),
        Some(_) => {}
    }
    let value = Amount::parse(&new.value);
    if value.is_none() {
        problems.add("value", "problem-amount");
    }
    let note = problems.optional_line("note", &new.note, 300);
    problems.check()?;
    let (Some(on), Some(value)) = (on, value) else { return Err(Error::Conflict) };
    app.act(actor, move |act| {
        let (goal, ..) = changeable(act, id)?;
        if goal.live().is_some() {
            return Err(Error::Conflict);
        }
        let (by, on) = (act.actor.person()?, on.to_string());
        let all = store::list(act.tx, id)?;
        let same = |one: &&store::ReadingRow| {
            (&one.read_on, one.value, &one.note, one.by_id) == (&on, value.0, &note, by)
        };
        if let Some(same) = all.iter().find(same) {
            return Ok(same.id);
        }
        let made = store::insert(act.tx, id, (&on, value.0), &note, by, act.now)?;
        let after = format!("{on}: {value} {}", goal.unit);
        act.record(&event("goal.measured", id, "", &after))?;
        Ok(made)
    })
    .await
}

/// Takes a reading back that was wrong.
pub async fn unmeasure(app: &App, actor: &Actor, id: i64, reading: i64) -> Result<()> {
    app.act(actor, move |act| {
        changeable(act, id)?;
        let by = act.actor.person()?;
        let all = store::list(act.tx, id)?;
        let Some(old) = all.into_iter().find(|one| one.id == reading) else { return Ok(()) };
        store::update_removed(act.tx, (id, reading), by, act.now)?;
        let before = format!("{}: {}", old.read_on, Amount(old.value));
        act.record(&event("goal.reading_removed", id, &before, ""))
    })
    .await
}
