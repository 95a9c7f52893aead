//! Noting days that differ, and taking them away.

use super::{
    model::{Day, NewDay},
    store,
};
use crate::calendars;
use base::{Act, Actor, App, Error, Event, Result, Right, Tx};

/// Those of a calendar, for whoever was found to read it.
pub(crate) fn list_of(tx: &mut Tx, calendar: i64) -> Result<Vec<Day>> {
    Ok(store::list(tx, calendar)?)
}

/// Those of a calendar: noted ones before those of feeds, each by date.
pub async fn list(app: &App, actor: &Actor, calendar: i64) -> Result<Vec<Day>> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| {
        if !calendars::exists(tx, calendar)? {
            return Err(Error::NotFound);
        }
        list_of(tx, calendar)
    })
    .await
}

/// Notes days that differ; gives their row. The same noted twice is one; days that another note has
/// already are refused.
pub async fn add(app: &App, actor: &Actor, calendar: i64, new: NewDay) -> Result<i64> {
    actor.may(Right::ManageOrganisation)?;
    let (new, from, until) = new.check()?;
    app.act(actor, move |act| {
        if !calendars::exists(act.tx, calendar)? {
            return Err(Error::NotFound);
        }
        let noted = store::list(act.tx, calendar)?.into_iter().filter(|day| day.feed_id.is_none());
        let overlaps = |day: &Day| {
            day.differs().is_some_and(|other| other.from <= until && from <= other.until)
        };
        if let Some(other) = noted.into_iter().find(overlaps) {
            let is_same = (&other.name, &other.hours) == (&new.name, &new.hours)
                && (&other.starts_on, &other.ends_on) == (&new.starts_on, &new.ends_on);
            if is_same {
                return Ok(other.id);
            }
            let mut problems = base::Problems::default();
            problems.add_with("starts_on", "problem-days-overlap", vec![("name", other.name)]);
            return Err(Error::Invalid(problems));
        }
        let by = (act.actor.id, act.now);
        let id = store::insert(act.tx, calendar, &new, by)?;
        record(act, "calendar.day_added", calendar, ("", &told(&new)))?;
        Ok(id)
    })
    .await
}

/// Takes noted days away. Those of a feed are the feed's.
pub async fn remove(app: &App, actor: &Actor, id: i64) -> Result<i64> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        let day = store::find_noted(act.tx, id)?.ok_or(Error::NotFound)?;
        store::update_removed(act.tx, id, act.actor.id, act.now)?;
        let Day { calendar_id, name, starts_on, ends_on, hours, .. } = day;
        let was = told(&NewDay { name, starts_on, ends_on, hours });
        record(act, "calendar.day_removed", calendar_id, (&was, ""))?;
        Ok(calendar_id)
    })
    .await
}

fn told(day: &NewDay) -> String {
    let NewDay { name, starts_on, ends_on, hours } = day;
    format!("{name}, {starts_on} to {ends_on} {hours}").trim_end().to_owned()
}

fn record(
    act: &mut Act<'_>,
    kind: &'static str,
    calendar: i64,
    (before, after): (&str, &str),
) -> Result<()> {
    let subject = format!("calendar {calendar}");
    let (before, after) = (before.to_owned(), after.to_owned());
    act.record(&Event { kind, subject, before, after, ..Event::default() })
}
