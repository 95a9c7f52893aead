//! Reading calendar files, and taking what they said away.

use super::{
    model::{Feed, Imported, LARGEST, read},
    store,
};
use crate::calendars;
use base::{Actor, App, Error, Event, Problems, Result, Right};

/// The files that give a calendar days, by name.
pub async fn list(app: &App, actor: &Actor, calendar: i64) -> Result<Vec<Feed>> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok(store::list(tx, calendar)?)).await
}

/// Reads a calendar file under a name. What an earlier file of that name said is replaced.
pub async fn import(
    app: &App,
    actor: &Actor,
    calendar: i64,
    (name, text): (String, String),
) -> Result<Imported> {
    actor.may(Right::ManageOrganisation)?;
    let mut problems = Problems::default();
    let name = problems.line("name", &name, 120);
    let found = read(&text).filter(|_| text.len() <= LARGEST);
    match &found {
        None if text.trim().is_empty() => problems.add("file", "problem-empty"),
        None => problems.add("file", "problem-calendar-file"),
        Some(found) if found.days.is_empty() => problems.add("file", "problem-calendar-file-empty"),
        Some(_) => {}
    }
    problems.check()?;
    let found = found.unwrap_or_default();
    app.act(actor, move |act| {
        if !calendars::exists(act.tx, calendar)? {
            return Err(Error::NotFound);
        }
        let by = (act.actor.id, act.now);
        let feed = match store::find_by_name(act.tx, calendar, &name)? {
            Some((id,)) => id,
            None => store::insert(act.tx, calendar, &name, by)?,
        };
        let was = store::find(act.tx, feed)?.map_or(0, |feed| feed.days);
        store::remove_days(act.tx, feed, by)?;
        for day in &found.days {
            store::insert_day(act.tx, (calendar, feed), day, by)?;
        }
        let taken = found.days.len();
        store::update_read(act.tx, feed, i64::try_from(taken).unwrap_or_default(), act.now)?;
        act.record(&Event {
            kind: "calendar.file_read",
            subject: format!("calendar {calendar}"),
            before: format!("{name}: {was}"),
            after: format!("{name}: {taken}"),
            ..Event::default()
        })?;
        Ok(Imported { calendar, taken, left_out: found.left_out })
    })
    .await
}

/// Takes away what a file said; gives its calendar.
pub async fn remove(app: &App, actor: &Actor, id: i64) -> Result<i64> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        let feed = store::find(act.tx, id)?.ok_or(Error::NotFound)?;
        store::remove_days(act.tx, id, (act.actor.id, act.now))?;
        store::update_read(act.tx, id, 0, act.now)?;
        act.record(&Event {
            kind: "calendar.file_removed",
            subject: format!("calendar {}", feed.calendar_id),
            before: format!("{}: {}", feed.name, feed.days),
            ..Event::default()
        })?;
        Ok(feed.calendar_id)
    })
    .await
}
