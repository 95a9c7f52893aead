//! Keeping what is on.

use super::{
    model::{NEAR_DAYS, NewOccasion, Occasion, may_keep},
    store,
};
use base::{Act, Actor, App, DepartmentId, Error, Event, LocationId, Result, Right, Time, Tx};

/// What is on now or within two weeks, at a place or in a department.
pub(crate) fn near(
    tx: &mut Tx,
    location: Option<LocationId>,
    department: Option<DepartmentId>,
    now: Time,
) -> Result<Vec<Occasion>> {
    let until = now.plus_seconds(NEAR_DAYS * 86_400);
    Ok(store::list_near(tx, location, department, (now, until))?)
}

/// When a department has most to do, the next first.
pub(crate) fn of_department(tx: &mut Tx, id: DepartmentId, now: Time) -> Result<Vec<Occasion>> {
    let year = now.plus_seconds(365 * 86_400);
    let mut all = store::list_near(tx, None, Some(id), (now, year))?;
    all.retain(|occasion| occasion.department_id == Some(id));
    Ok(all)
}

/// What is on in a department until a time, the next first.
pub fn coming(
    tx: &mut Tx,
    actor: &Actor,
    id: DepartmentId,
    between: (Time, Time),
) -> Result<Vec<Occasion>> {
    actor.may(Right::Report)?;
    let mut all = store::list_near(tx, None, Some(id), between)?;
    all.retain(|occasion| occasion.department_id == Some(id));
    Ok(all)
}

/// When nobody of a department is there, for whoever plans with it: from, until, and why.
pub fn closures(
    tx: &mut Tx,
    actor: &Actor,
    department: DepartmentId,
    from: Time,
) -> Result<Vec<(Time, Time, String)>> {
    actor.may(Right::Report)?;
    Ok(store::list_closures(tx, department, from, 200)?)
}

fn may_keep_any(actor: &Actor) -> Result<()> {
    let is_keeper = actor.has(Right::ManageOrganisation) || actor.has(Right::SeeDepartment);
    if is_keeper { Ok(()) } else { Err(Error::Forbidden) }
}

/// What is on or to come, of what the actor keeps.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Occasion>> {
    may_keep_any(actor)?;
    let (actor, now) = (actor.clone(), app.now());
    app.read(move |tx| {
        let mut all = store::list_upcoming(tx, now)?;
        all.retain(|occasion| occasion.is_kept_by(&actor));
        Ok(all)
    })
    .await
}

/// What is on in the organisation, for whoever may see the directory.
pub async fn list_all(app: &App, actor: &Actor) -> Result<Vec<Occasion>> {
    actor.may(Right::SeeDirectory)?;
    let now = app.now();
    app.read(move |tx| Ok(store::list_upcoming(tx, now)?)).await
}

/// One that the actor keeps.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Occasion> {
    may_keep_any(actor)?;
    let actor = actor.clone();
    app.read(move |tx| kept(tx, &actor, id)).await
}

fn kept(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Occasion> {
    let found = store::find(tx, id)?.ok_or(Error::NotFound)?;
    if found.is_kept_by(actor) { Ok(found) } else { Err(Error::Forbidden) }
}

/// Names to choose from, with their ids.
pub type Choices = Vec<(i64, String)>;

/// The places and departments the actor keeps occasions for.
pub async fn choices(app: &App, actor: &Actor) -> Result<(Choices, Choices)> {
    may_keep_any(actor)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let places = store::list_places(tx)?.into_iter();
        let places = places.filter(|(.., of)| may_keep(&actor, None, Some(*of)));
        let departments = store::list_departments(tx)?.into_iter();
        let departments = departments.filter(|(id, _)| may_keep(&actor, Some(*id), None));
        Ok((
            places.map(|(id, name, _)| (id, name)).collect(),
            departments.map(|(id, name)| (id.0, name)).collect(),
        ))
    })
    .await
}

fn check_right(act: &mut Act<'_>, new: &NewOccasion) -> Result<()> {
    let place_of = match new.location {
        None => None,
        Some(id) => {
            let found = store::find_department_of(act.tx, id)?;
            Some(found.ok_or_else(|| Error::invalid("location", "problem-choose"))?.0)
        }
    };
    if let Some(department) = new.department
        && !store::has_department(act.tx, department)?
    {
        return Err(Error::invalid("department", "problem-choose"));
    }
    if may_keep(act.actor, new.department, place_of) { Ok(()) } else { Err(Error::Forbidden) }
}

fn record(act: &mut Act<'_>, kind: &'static str, id: i64, was: &str, is: &str) -> Result<()> {
    let (before, after) = (was.to_owned(), is.to_owned());
    act.record(&Event {
        kind,
        subject: format!("occasion {id}"),
        before,
        after,
        ..Event::default()
    })
}

/// Notes something that is on.
pub async fn create(app: &App, actor: &Actor, mut new: NewOccasion) -> Result<i64> {
    may_keep_any(actor)?;
    let times = new.check(app.now())?;
    app.act(actor, move |act| {
        check_right(act, &new)?;
        let id = store::insert(act.tx, &new, times)?;
        record(act, "occasion.added", id, "", &new.title)?;
        Ok(id)
    })
    .await
}

/// Changes it; [`Error::Conflict`] when somebody else did meanwhile.
pub async fn update(
    app: &App,
    actor: &Actor,
    (id, version): (i64, i64),
    mut new: NewOccasion,
) -> Result<()> {
    may_keep_any(actor)?;
    let times = new.check(app.now())?;
    app.act(actor, move |act| {
        let old = kept(act.tx, act.actor, id)?;
        check_right(act, &new)?;
        if !store::update(act.tx, (id, version), &new, times)? {
            return Err(Error::Conflict);
        }
        let told = |title: &str, from: Time, until: Time| format!("{title}, {from} to {until}");
        let was = told(&old.title, old.starts_at, old.ends_at);
        record(act, "occasion.changed", id, &was, &told(&new.title, times.0, times.1))
    })
    .await
}

/// Takes it away again.
pub async fn remove(app: &App, actor: &Actor, id: i64) -> Result<()> {
    may_keep_any(actor)?;
    app.act(actor, move |act| {
        let old = kept(act.tx, act.actor, id)?;
        store::update_inactive(act.tx, id)?;
        record(act, "occasion.removed", id, &old.title, "")
    })
    .await
}
