//! Keeping calendars, and asking whose hours count.

use super::{
    model::{Calendar, KeeperRow, NewCalendar, OpenHours, Owner},
    store,
};
use crate::{
    Named,
    administration::{changed_meanwhile, changes},
    calendar_days,
};
use base::{
    Act, Actor, App, DepartmentId, Error, Event, LocationId, Result, Right, TeamId, Tx,
    jiff_tz::TimeZone,
};
use calendar::WeeklyHours;

/// All of them by name, each with who keeps to it.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<(Calendar, Vec<KeeperRow>)>> {
    actor.may(Right::SeeDirectory)?;
    app.read(|tx| {
        let keepers = store::list_keepers(tx, 0)?;
        let with = |calendar: Calendar| {
            let own = keepers.iter().filter(|one| one.calendar_id == calendar.id);
            let own = own.cloned().collect();
            (calendar, own)
        };
        Ok(store::list(tx)?.into_iter().map(with).collect())
    })
    .await
}

/// One of them, and who keeps to it.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<(Calendar, Vec<KeeperRow>)> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok((store::get(tx, id)?, store::list_keepers(tx, id)?))).await
}

/// The names to choose from, and that of `also` even if it was taken out of use.
pub async fn choices(app: &App, actor: &Actor, also: Option<i64>) -> Result<Vec<Named>> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok(store::names(tx, also)?)).await
}

/// Adds a calendar; the first one there is becomes the usual one.
pub async fn create(app: &App, actor: &Actor, new: NewCalendar) -> Result<i64> {
    actor.may(Right::ManageOrganisation)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        let is_first = store::list(act.tx)?.is_empty();
        let id = store::insert(act.tx, &new).map_err(Error::taken("name", "problem-name-taken"))?;
        if is_first {
            store::set_usual(act.tx, Some(id))?;
        }
        let (before, after) = changes(&Vec::new(), &store::get(act.tx, id)?.shown());
        record(act, "calendar.added", id, before, after)?;
        Ok(id)
    })
    .await
}

/// Changes a calendar that was read at `version`. When somebody was quicker, the problems say what
/// is there now.
pub async fn update(
    app: &App,
    actor: &Actor,
    (id, version): (i64, i64),
    new: NewCalendar,
) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        let before = store::get(act.tx, id)?;
        if !store::update(act.tx, id, version, &new)
            .map_err(Error::taken("name", "problem-name-taken"))?
        {
            let now = store::get(act.tx, id)?;
            let (stored, shown) = (now.as_new().pairs(), now.shown());
            return Err(changed_meanwhile(now.version, &new.pairs(), &stored, &shown));
        }
        let (before, after) = changes(&before.shown(), &store::get(act.tx, id)?.shown());
        record(act, "calendar.changed", id, before, after)
    })
    .await
}

/// Makes it the one that counts for whatever has no calendar of its own.
pub async fn make_usual(app: &App, actor: &Actor, id: i64) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        let it = store::get(act.tx, id)?;
        if it.is_usual || !it.is_active {
            return Ok(());
        }
        let before = store::find_usual(act.tx)?.map(|other| other.name).unwrap_or_default();
        store::set_usual(act.tx, Some(id))?;
        record(act, "calendar.made_usual", id, before, it.name)
    })
    .await
}

/// Takes it out of use. One that somebody keeps to, or the usual one, stays: a clock must not lose
/// its calendar.
pub async fn deactivate(app: &App, actor: &Actor, id: i64) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        let it = store::get(act.tx, id)?;
        if it.is_usual || !store::list_keepers(act.tx, id)?.is_empty() {
            return Err(Error::invalid("calendar", "problem-calendar-kept"));
        }
        if !store::update_active(act.tx, id, false)? {
            return Ok(());
        }
        record(act, "calendar.deactivated", id, String::new(), String::new())
    })
    .await
}

/// Puts it back into the lists.
pub async fn reactivate(app: &App, actor: &Actor, id: i64) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        store::get(act.tx, id)?;
        if !store::update_active(act.tx, id, true)? {
            return Ok(());
        }
        record(act, "calendar.reactivated", id, String::new(), String::new())
    })
    .await
}

fn record(
    act: &mut Act<'_>,
    kind: &'static str,
    id: i64,
    before: String,
    after: String,
) -> Result<()> {
    let subject = format!("calendar {id}");
    act.record(&Event { kind, subject, before, after, ..Event::default() })
}

/// Whether a calendar can be chosen.
pub(crate) fn check_choice(tx: &mut Tx, calendar: Option<i64>) -> Result<()> {
    match calendar {
        Some(id) if !store::exists(tx, id)? => Err(Error::invalid("calendar", "problem-choose")),
        _ => Ok(()),
    }
}

/// Whether a team, a department or a place has hours or a calendar of its own.
pub fn has_own(tx: &mut Tx, owner: Owner) -> Result<bool> {
    let kept = store::find_kept(tx, owner)?;
    Ok(kept.is_some_and(|(hours, calendar)| !hours.is_empty() || calendar.is_some()))
}

/// Sets hours of its own, for whoever was found to speak for it; empty: those of its calendar.
// tidy: allow actor because the page of a team or department asks for its own rights first
pub fn write_own_hours(act: &mut Act<'_>, owner: Owner, hours: &str) -> Result<()> {
    Ok(store::update_hours(act.tx, owner, hours)?)
}

/// When a team is there: its own hours or calendar, else its department's, else the usual ones.
pub fn of_team(tx: &mut Tx, app: &App, team: Option<TeamId>) -> Result<OpenHours> {
    let said = match team {
        Some(id) => store::list_of_team(tx, id)?,
        None => Vec::new(),
    };
    settle(tx, app, &said)
}

/// When a department is there: its own hours or calendar, else the usual ones.
pub fn of_department(tx: &mut Tx, app: &App, id: DepartmentId) -> Result<OpenHours> {
    let said: Vec<_> = store::find_kept(tx, Owner::Department(id))?.into_iter().collect();
    settle(tx, app, &said)
}

/// When a place is open, by the clock on its wall; none where nobody has said.
pub fn of_place(tx: &mut Tx, app: &App, id: LocationId) -> Result<Option<OpenHours>> {
    let Some(place) = store::find_of_place(tx, id)? else { return Ok(None) };
    let zone = TimeZone::get(&place.time_zone).unwrap_or_else(|_| app.config.time_zone());
    let days = place.calendar_id.or(place.outer_calendar).or(place.department_calendar);
    let days = days.map(|id| store::get(tx, id)).transpose()?;
    let own = place.calendar_id.or(place.outer_calendar);
    let of_calendar = days.as_ref().filter(|_| own.is_some()).map(|days| days.hours.clone());
    let said = [Some(place.hours), place.outer_hours, of_calendar].into_iter().flatten();
    let weeks =
        said.filter(|text| !text.is_empty()).find_map(|text| WeeklyHours::parse(&text).ok());
    let Some(hours) = weeks else { return Ok(None) };
    Ok(Some(match days {
        Some(days) => {
            let differs = calendar_days::list_of(tx, days.id)?;
            OpenHours::new(hours, zone, &days, &differs)
        }
        None => OpenHours::plain(hours, zone),
    }))
}

/// The first that says anything: hours, or a calendar. The days that differ are those of the first
/// calendar there is.
fn settle(tx: &mut Tx, app: &App, said: &[(String, Option<i64>)]) -> Result<OpenHours> {
    let chosen = said.iter().find_map(|(_, calendar)| *calendar);
    let calendar = match chosen {
        Some(id) => Some(store::get(tx, id)?),
        None => store::find_usual(tx)?,
    };
    let first = said.iter().find(|(hours, calendar)| !hours.is_empty() || calendar.is_some());
    let own = first.map(|(hours, _)| hours.as_str()).filter(|hours| !hours.is_empty());
    let week = own.or(calendar.as_ref().map(|calendar| calendar.hours.as_str()));
    let week = WeeklyHours::parse(week.unwrap_or(&app.config.desk.support_hours));
    let week = week.unwrap_or_else(|_| WeeklyHours::always());
    Ok(match calendar {
        Some(calendar) => {
            let zone =
                TimeZone::get(&calendar.time_zone).unwrap_or_else(|_| app.config.time_zone());
            let days = calendar_days::list_of(tx, calendar.id)?;
            OpenHours::new(week, zone, &calendar, &days)
        }
        None => OpenHours::plain(week, app.config.time_zone()),
    })
}
