//! The verbs of locations.

use super::{
    model::{Location, NewLocation},
    store,
};
use crate::{
    Named,
    administration::{changed_meanwhile, changes},
    calendars,
    departments::{self, is_circle},
};
use base::{Act, Actor, App, Error, Event, LocationId, Result, Right};

/// The locations that can be chosen, by name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Named>> {
    actor.may(Right::SeeDirectory)?;
    app.read(|tx| Ok(store::names(tx, None)?)).await
}

/// All of them with everything, by name; for those who look after the organisation.
pub async fn list_all(app: &App, actor: &Actor) -> Result<Vec<Location>> {
    actor.may(Right::ManageOrganisation)?;
    app.read(|tx| Ok(store::list_by_name(tx)?)).await
}

/// A page of the directory, by id.
pub async fn page(app: &App, actor: &Actor, after: i64, most: i64) -> Result<Vec<Location>> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok(store::list(tx, after, most)?)).await
}

/// One of them.
pub async fn get(app: &App, actor: &Actor, id: LocationId) -> Result<Location> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok(store::get(tx, id)?)).await
}

/// Adds a location.
pub async fn create(app: &App, actor: &Actor, new: NewLocation) -> Result<LocationId> {
    actor.may(Right::ManageOrganisation)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        check_places(act, None, &new)?;
        calendars::check_choice(act.tx, new.calendar)?;
        let id = store::insert(act.tx, &new).map_err(Error::taken("name", "problem-name-taken"))?;
        let (before, after) = changes(&Vec::new(), &store::get(act.tx, id)?.shown());
        let subject = format!("location {id}");
        act.record(&Event { kind: "location.added", subject, before, after, ..Event::default() })?;
        Ok(id)
    })
    .await
}

/// Changes a location that was read at `version`. When somebody was quicker, the problems say
/// what is there now.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: LocationId,
    version: i64,
    new: NewLocation,
) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        let before = store::get(act.tx, id)?;
        check_places(act, Some(id), &new)?;
        calendars::check_choice(act.tx, new.calendar)?;
        if !store::update(act.tx, id, version, &new)
            .map_err(Error::taken("name", "problem-name-taken"))?
        {
            let now = store::get(act.tx, id)?;
            let (stored, shown) = (now.as_new().pairs(), now.shown());
            return Err(changed_meanwhile(now.version, &new.pairs(), &stored, &shown));
        }
        let (before, after) = changes(&before.shown(), &store::get(act.tx, id)?.shown());
        let subject = format!("location {id}");
        act.record(&Event { kind: "location.changed", subject, before, after, ..Event::default() })
    })
    .await
}

/// Takes it out of the lists to choose from. What was written with it stays.
pub async fn deactivate(app: &App, actor: &Actor, id: LocationId) -> Result<()> {
    set_active(app, actor, id, false).await
}

/// Puts it back into the lists.
pub async fn reactivate(app: &App, actor: &Actor, id: LocationId) -> Result<()> {
    set_active(app, actor, id, true).await
}

async fn set_active(app: &App, actor: &Actor, id: LocationId, is_active: bool) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        store::get(act.tx, id)?;
        if !store::update_active(act.tx, id, is_active)? {
            return Ok(());
        }
        let kind = if is_active { "location.reactivated" } else { "location.deactivated" };
        let subject = format!("location {id}");
        act.record(&Event { kind, subject, ..Event::default() })
    })
    .await
}

fn check_places(act: &mut Act<'_>, id: Option<LocationId>, new: &NewLocation) -> Result<()> {
    if let Some(department) = new.department
        && !departments::exists(act.tx, department)?
    {
        return Err(Error::invalid("department", "problem-choose"));
    }
    let Some(parent) = new.parent else { return Ok(()) };
    if !store::exists(act.tx, parent)? {
        return Err(Error::invalid("parent", "problem-choose"));
    }
    if let Some(id) = id
        && is_circle(&store::list_parents(act.tx)?, id.0, parent.0)
    {
        return Err(Error::invalid("parent", "problem-inside-itself"));
    }
    Ok(())
}
