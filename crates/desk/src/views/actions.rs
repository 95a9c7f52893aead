//! Saving, changing and ordering views.

use super::{
    model::{SavedView, canonical},
    store,
};
use crate::queue::Filters;
use base::{Act, Actor, App, Error, Event, Problems, Result, Right, Scope, TeamId, Tx, token};
use web::Fields;

/// A view as it is written down.
#[derive(Clone, Debug, Default)]
pub struct NewView {
    /// What people call it.
    pub name: String,
    /// Shared with this team; none: one's own.
    pub team: Option<TeamId>,
    /// Its filters.
    pub filters: Fields,
}

/// Whether the actor may change a view: their own, or one of a team they work in, whoever made it.
pub fn may_change(actor: &Actor, view: &SavedView) -> bool {
    match view.team_id {
        Some(team) => actor.teams().has(&team),
        None => actor.id == Some(view.person_id),
    }
}

fn teams(actor: &Actor) -> Vec<TeamId> {
    match actor.teams() {
        Scope::Only(teams) => teams,
        Scope::All => Vec::new(),
    }
}

/// One's own views and those of one's teams, in one's own order.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<SavedView>> {
    actor.may(Right::Work)?;
    let (me, teams) = (actor.person()?, teams(actor));
    app.read(move |tx| Ok(store::list(tx, me, &teams)?)).await
}

/// The view at an address. Whoever was sent it sees what it asks for, as far as they may see that.
pub async fn find_by_address(app: &App, actor: &Actor, address: &str) -> Result<SavedView> {
    actor.may(Right::Work)?;
    let address = address.to_owned();
    app.read(move |tx| store::find_by_address(tx, &address)?.ok_or(Error::NotFound)).await
}

fn check(act: &Act<'_>, new: &NewView) -> Result<(String, String)> {
    let mut problems = Problems::default();
    let name = problems.line("name", &new.name, 60);
    if new.team.is_some_and(|team| !act.actor.teams().has(&team)) {
        problems.add("team", "problem-choose");
    }
    problems.check()?;
    let filters = canonical(&new.filters);
    Filters::read(&filters, act.actor, act.now)?;
    Ok((name, filters.encode()))
}

fn event(kind: &'static str, id: i64, name: &str) -> Event {
    Event { kind, subject: format!("view {id}"), after: name.to_owned(), ..Event::default() }
}

/// Saves a view and gives it.
pub async fn create(app: &App, actor: &Actor, new: NewView) -> Result<SavedView> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let me = act.actor.person()?;
        let (name, query) = check(act, &new)?;
        let known = store::list(act.tx, me, &teams(act.actor))?;
        // sent twice: the same name for the same list, in the same hands
        let same = |v: &&SavedView| v.name == name && v.query == query && v.team_id == new.team;
        if let Some(same) = known.iter().find(same) {
            return Ok(same.clone());
        }
        if known.len() >= 50 {
            return Err(Error::invalid("name", "problem-views-many"));
        }
        let address: String =
            token().chars().filter(char::is_ascii_alphanumeric).take(12).collect();
        let row = (address.as_str(), name.as_str(), query.as_str());
        let id = store::insert(act.tx, row, me, new.team, act.now)?;
        act.record(&event("view.saved", id, &name))?;
        store::find(act.tx, id)?.ok_or(Error::NotFound)
    })
    .await
}

fn own(tx: &mut Tx, actor: &Actor, id: i64) -> Result<SavedView> {
    actor.may(Right::Work)?;
    let view = store::find(tx, id)?.ok_or(Error::NotFound)?;
    if may_change(actor, &view) { Ok(view) } else { Err(Error::NotFound) }
}

/// The view, for whoever may change it.
pub async fn load(app: &App, actor: &Actor, id: i64) -> Result<SavedView> {
    let actor = actor.clone();
    app.read(move |tx| own(tx, &actor, id)).await
}

/// Changes a view; [`Error::Conflict`] where somebody else did meanwhile.
pub async fn update(app: &App, actor: &Actor, id: i64, version: i64, new: NewView) -> Result<()> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let view = own(act.tx, act.actor, id)?;
        let (name, query) = check(act, &new)?;
        if !store::update(act.tx, (id, version), (&name, &query), new.team)? {
            return Err(Error::Conflict);
        }
        act.record(&Event { before: view.name, ..event("view.changed", id, &name) })
    })
    .await
}

/// Takes a view away. Nothing happens to the tickets in it.
pub async fn delete(app: &App, actor: &Actor, id: i64) -> Result<()> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let view = own(act.tx, act.actor, id)?;
        let me = act.actor.person()?;
        store::update_deleted(act.tx, id, me, act.now)?;
        act.record(&event("view.deleted", id, &view.name))
    })
    .await
}

/// Moves a view one place up or down in one's own list.
pub async fn move_to(app: &App, actor: &Actor, id: i64, is_up: bool) -> Result<()> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let me = act.actor.person()?;
        let mut views = store::list(act.tx, me, &teams(act.actor))?;
        let at = views.iter().position(|view| view.id == id).ok_or(Error::NotFound)?;
        let to = if is_up { at.saturating_sub(1) } else { (at + 1).min(views.len() - 1) };
        views.swap(at, to);
        for (place, view) in (1_i64..).zip(&views) {
            store::upsert_place(act.tx, me, view.id, place)?;
        }
        Ok(())
    })
    .await
}
