//! The verbs of departments.

use super::{
    model::{Department, Named, NewDepartment, is_circle},
    store,
};
use crate::{
    administration::{changed_meanwhile, changes},
    calendars,
};
use base::{Act, Actor, App, DepartmentId, Error, Event, Result, Right};

/// The departments that can be chosen, by name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Named>> {
    actor.may(Right::SeeDirectory)?;
    app.read(|tx| Ok(store::names(tx, None)?)).await
}

/// The same and the one a form has now, even if nobody may choose it any more.
pub(crate) async fn choices(
    app: &App,
    actor: &Actor,
    also: Option<DepartmentId>,
) -> Result<Vec<Named>> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok(store::names(tx, also)?)).await
}

/// All of them with everything, by name; for those who look after the organisation.
pub async fn list_all(app: &App, actor: &Actor) -> Result<Vec<Department>> {
    actor.may(Right::ManageOrganisation)?;
    app.read(|tx| Ok(store::list_by_name(tx)?)).await
}

/// A page of the directory, by id.
pub async fn page(app: &App, actor: &Actor, after: i64, most: i64) -> Result<Vec<Department>> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok(store::list(tx, after, most)?)).await
}

/// One of them.
pub async fn get(app: &App, actor: &Actor, id: DepartmentId) -> Result<Department> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok(store::get(tx, id)?)).await
}

/// The one with this name, whatever the case.
pub async fn find_by_name(app: &App, actor: &Actor, name: &str) -> Result<Option<DepartmentId>> {
    actor.may(Right::SeeDirectory)?;
    let name = name.trim().to_owned();
    app.read(move |tx| Ok(store::find_by_name(tx, &name)?.map(|(id,)| id))).await
}

/// Adds a department.
pub async fn create(app: &App, actor: &Actor, new: NewDepartment) -> Result<DepartmentId> {
    actor.may(Right::ManageOrganisation)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        check_parent(act, None, &new)?;
        calendars::check_choice(act.tx, new.calendar)?;
        let id = store::insert(act.tx, &new).map_err(Error::taken("name", "problem-name-taken"))?;
        let (before, after) = changes(&Vec::new(), &store::get(act.tx, id)?.shown());
        let subject = format!("department {id}");
        act.record(&Event {
            kind: "department.added",
            subject,
            before,
            after,
            ..Event::default()
        })?;
        Ok(id)
    })
    .await
}

/// Changes a department that was read at `version`. When somebody was quicker, the problems say
/// what is there now.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: DepartmentId,
    version: i64,
    new: NewDepartment,
) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        let before = store::get(act.tx, id)?;
        check_parent(act, Some(id), &new)?;
        calendars::check_choice(act.tx, new.calendar)?;
        if !store::update(act.tx, id, version, &new)
            .map_err(Error::taken("name", "problem-name-taken"))?
        {
            let now = store::get(act.tx, id)?;
            let (stored, shown) = (now.as_new().pairs(), now.shown());
            return Err(changed_meanwhile(now.version, &new.pairs(), &stored, &shown));
        }
        let (before, after) = changes(&before.shown(), &store::get(act.tx, id)?.shown());
        let subject = format!("department {id}");
        act.record(&Event {
            kind: "department.changed",
            subject,
            before,
            after,
            ..Event::default()
        })
    })
    .await
}

/// Takes it out of the lists to choose from. What was written with it stays.
pub async fn deactivate(app: &App, actor: &Actor, id: DepartmentId) -> Result<()> {
    set_active(app, actor, id, false).await
}

/// Puts it back into the lists.
pub async fn reactivate(app: &App, actor: &Actor, id: DepartmentId) -> Result<()> {
    set_active(app, actor, id, true).await
}

async fn set_active(app: &App, actor: &Actor, id: DepartmentId, is_active: bool) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        store::get(act.tx, id)?;
        if !store::update_active(act.tx, id, is_active)? {
            return Ok(());
        }
        let kind = if is_active { "department.reactivated" } else { "department.deactivated" };
        let subject = format!("department {id}");
        act.record(&Event { kind, subject, ..Event::default() })
    })
    .await
}

fn check_parent(act: &mut Act<'_>, id: Option<DepartmentId>, new: &NewDepartment) -> Result<()> {
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

/// Says anew what a department is there for, in an act that has checked who may. False: it says so
/// already.
pub fn restate(act: &mut Act<'_>, id: DepartmentId, mission: &str) -> Result<bool> {
    Ok(store::update_mission(act.tx, id, mission)?)
}
