//! A year of a living relationship between the library and IT.

mod glossary;
mod ladder;
mod meetings;
mod minutes;
mod praise;
mod profiles;
mod projects;
mod relationships;
mod year;

use super::load::{Keys, get};
use base::{Actor, App, Error, PersonId, Result, Time};
use jiff::ToSpan;

/// Everything that the bridge shows, in an order in which each finds what it points at.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    // people meet, thank and think at work, whenever the demo is started
    let now = app.now();
    let morning = at_work(app, now);
    app.clock.set(morning);
    relationships::fill(app, keys).await?;
    // what is about today's requests comes after them
    app.clock.set(now);
    profiles::fill(app, keys).await?;
    app.clock.set(morning);
    glossary::fill(app, keys).await?;
    projects::fill(app, keys).await?;
    praise::fill(app, keys).await?;
    meetings::fill(app, keys).await?;
    ladder::fill(app, keys).await?;
    app.clock.set(now);
    Ok(())
}

/// The last half past ten in the morning of a weekday there.
pub(super) fn at_work(app: &App, now: Time) -> Time {
    let zone = app.config.time_zone();
    let today = zone.to_datetime(now.timestamp()).date();
    let back = |days: i32| super::at(app, today.saturating_sub(days.days()), (10, 30));
    let is_weekday = |at: &Time| {
        zone.to_datetime(at.timestamp()).weekday().to_monday_zero_offset() < 5 && *at <= now
    };
    (0..5).map(back).find(is_weekday).unwrap_or(now)
}

/// Somebody of the demo, with what they may do.
async fn actor(app: &App, keys: &Keys, key: &str) -> Result<Actor> {
    let id = PersonId(get(&keys.people, key)?);
    let zone = app.config.time_zone();
    let found = app.read(move |tx| Ok(people::sign_in::actor_of(tx, id, &zone)?)).await?;
    found.ok_or(Error::NotFound)
}

/// The relationship between the library and IT.
async fn relationship(app: &App, keys: &Keys) -> Result<i64> {
    let priya = actor(app, keys, "priya").await?;
    let provider = get(&keys.departments, "it")?;
    let mine = app.read(move |tx| bridge::relationships::list_mine(tx, &priya)).await?;
    let found = mine.into_iter().find(|(one, _)| one.provider_id.0 == provider);
    found.map(|(one, _)| one.id).ok_or(Error::NotFound)
}
