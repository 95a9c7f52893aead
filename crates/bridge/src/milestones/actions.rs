//! Setting milestones, and saying that they are reached.

use super::{
    model::{Milestone, NewMilestone, next},
    store,
};
use crate::projects;
use base::{Act, Actor, App, Error, Event, Problems, Result, Right, Tx, day_in_words};
use jiff::civil::Date;
use people::administration::changed_meanwhile;

/// Today where the actor is.
pub(crate) fn today(app: &App, actor: &Actor) -> Date {
    actor.zone.to_datetime(app.now().timestamp()).date()
}

/// Those of a project that the actor takes part in.
pub(crate) fn list(tx: &mut Tx, actor: &Actor, project: i64) -> Result<Vec<Milestone>> {
    projects::see(tx, actor, project)?;
    Ok(store::list(tx, project)?)
}

/// "Next: the new machines are chosen, 3 December": what a list of projects says of one.
pub(crate) fn next_in_words(tx: &mut Tx, app: &App, actor: &Actor, project: i64) -> Result<String> {
    let all = store::list(tx, project)?;
    let today = today(app, actor);
    let Some(one) = next(&all) else { return Ok(String::new()) };
    let tongue = actor.language;
    let key = match one.due() {
        None => "milestone-next",
        Some(_) if one.is_late(today) => "milestone-next-late",
        Some(_) => "milestone-next-by",
    };
    let day = one.due().map(|due| day_in_words(tongue, due)).unwrap_or_default();
    Ok(tongue.with(key, &[("name", &one.name), ("day", &day)]))
}

fn record(act: &mut Act<'_>, kind: &'static str, id: i64, was: &str, is: &str) -> Result<()> {
    let (before, after) = (was.to_owned(), is.to_owned());
    let subject = format!("milestone {id}");
    act.record(&Event { kind, subject, before, after, ..Event::default() })
}

fn found(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Milestone> {
    let one = store::find(tx, id)?.ok_or(Error::NotFound)?;
    projects::see(tx, actor, one.project_id)?;
    Ok(one)
}

fn changeable(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Milestone> {
    let one = found(tx, actor, id)?;
    projects::see_changeable(tx, actor, one.project_id)?;
    Ok(one)
}

/// One of a project that the actor takes part in.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<Milestone> {
    actor.may(Right::Report)?;
    let actor = actor.clone();
    app.read(move |tx| found(tx, &actor, id)).await
}

/// Sets a milestone: whoever may change the project. The same one twice is one.
pub async fn create(app: &App, actor: &Actor, project: i64, new: NewMilestone) -> Result<i64> {
    actor.may(Right::Report)?;
    let new = new.check();
    app.act(actor, move |act| {
        projects::see_changeable(act.tx, act.actor, project)?;
        let new = new?;
        let is_same = |one: &Milestone| one.name == new.name && one.due_on == new.due_on;
        if let Some(one) = store::list(act.tx, project)?.into_iter().find(is_same) {
            return Ok(one.id);
        }
        let id = store::insert(act.tx, project, &new)?;
        record(act, "milestone.set", id, "", &new.name)?;
        Ok(id)
    })
    .await
}

/// Changes one that was read at `version`. When somebody was quicker, the problems say what is there
/// now.
pub async fn update(
    app: &App,
    actor: &Actor,
    (id, version): (i64, i64),
    new: NewMilestone,
) -> Result<()> {
    actor.may(Right::Report)?;
    let new = new.check();
    app.act(actor, move |act| {
        let old = changeable(act.tx, act.actor, id)?;
        let new = new?;
        if !store::update(act.tx, (id, version), &new)? {
            let now = NewMilestone { name: old.name, due_on: old.due_on }.pairs();
            return Err(changed_meanwhile(old.version, &new.pairs(), &now, &now));
        }
        let told = |name: &str, day: &str| format!("{name} {day}").trim().to_owned();
        let (was, is) = (told(&old.name, &old.due_on), told(&new.name, &new.due_on));
        record(act, "milestone.changed", id, &was, &is)
    })
    .await
}

/// Says that it is reached, in words if there are any. Everybody who takes part may, and is told.
pub async fn reach(app: &App, actor: &Actor, id: i64, words: &str) -> Result<()> {
    actor.may(Right::Report)?;
    let mut problems = Problems::default();
    let words = problems.optional_text("reached_words", words, 500);
    app.act(actor, move |act| {
        let one = found(act.tx, act.actor, id)?;
        problems.check()?;
        if one.reached_at.is_some() {
            return Ok(());
        }
        store::update_reached(act.tx, id, &words, act.actor.id, Some(act.now))?;
        record(act, "milestone.reached", id, "", &one.name)?;
        projects::tell_others(act, one.project_id, "milestone-reached", &one.name)
    })
    .await
}

/// Says that it is not reached after all.
pub async fn reopen(app: &App, actor: &Actor, id: i64) -> Result<()> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        let one = found(act.tx, act.actor, id)?;
        if one.reached_at.is_none() {
            return Ok(());
        }
        store::update_reached(act.tx, id, "", None, None)?;
        record(act, "milestone.reopened", id, &one.name, "")
    })
    .await
}

/// Takes it off the project.
pub async fn remove(app: &App, actor: &Actor, id: i64) -> Result<()> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| {
        let one = changeable(act.tx, act.actor, id)?;
        store::update_removed(act.tx, id, act.actor.id, act.now)?;
        record(act, "milestone.removed", id, &one.name, "")
    })
    .await
}
