//! The verbs of teams.

use super::{
    model::{NewTeam, Team},
    store,
};
use crate::{
    Named,
    administration::{changed_meanwhile, changes},
    calendars,
};
use base::{Act, Actor, App, DepartmentId, Error, Event, Result, Right, TeamId};

/// The teams that can be chosen, by name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Named>> {
    actor.may(Right::SeeDirectory)?;
    app.read(|tx| Ok(store::names(tx)?)).await
}

/// What a team's form needs: the providers to choose from (and `also`), and its agents.
pub(crate) async fn choices(
    app: &App,
    actor: &Actor,
    team: Option<TeamId>,
    also: Option<DepartmentId>,
) -> Result<(Vec<Named>, Vec<Named>)> {
    actor.may(Right::ManageOrganisation)?;
    app.read(move |tx| {
        let members = match team {
            Some(team) => store::list_members(tx, team)?,
            None => Vec::new(),
        };
        Ok((store::list_providers(tx, also)?, members))
    })
    .await
}

/// All of them with everything, by name; for those who look after the organisation.
pub async fn list_all(app: &App, actor: &Actor) -> Result<Vec<Team>> {
    actor.may(Right::ManageOrganisation)?;
    app.read(|tx| Ok(store::list_by_name(tx)?)).await
}

/// A page of the directory, by id.
pub async fn page(app: &App, actor: &Actor, after: i64, most: i64) -> Result<Vec<Team>> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok(store::list(tx, after, most)?)).await
}

/// One of them.
pub async fn get(app: &App, actor: &Actor, id: TeamId) -> Result<Team> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok(store::get(tx, id)?)).await
}

/// The one with this name, whatever the case.
pub async fn find_by_name(app: &App, actor: &Actor, name: &str) -> Result<Option<TeamId>> {
    actor.may(Right::SeeDirectory)?;
    let name = name.trim().to_owned();
    app.read(move |tx| Ok(store::find_by_name(tx, &name)?.map(|(id,)| id))).await
}

/// Adds a team.
pub async fn create(app: &App, actor: &Actor, new: NewTeam) -> Result<TeamId> {
    actor.may(Right::ManageOrganisation)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        check_provider(act, &new)?;
        calendars::check_choice(act.tx, new.calendar)?;
        let id = store::insert(act.tx, &new).map_err(Error::taken("name", "problem-name-taken"))?;
        let (before, after) = changes(&Vec::new(), &store::get(act.tx, id)?.shown());
        let subject = format!("team {id}");
        act.record(&Event { kind: "team.added", subject, before, after, ..Event::default() })?;
        Ok(id)
    })
    .await
}

/// Changes a team that was read at `version`. When somebody was quicker, the problems say
/// what is there now.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: TeamId,
    version: i64,
    new: NewTeam,
) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    let new = new.check()?;
    app.act(actor, move |act| {
        let before = store::get(act.tx, id)?;
        check_provider(act, &new)?;
        calendars::check_choice(act.tx, new.calendar)?;
        if !store::update(act.tx, id, version, &new)
            .map_err(Error::taken("name", "problem-name-taken"))?
        {
            let now = store::get(act.tx, id)?;
            let (stored, shown) = (now.as_new().pairs(), now.shown());
            return Err(changed_meanwhile(now.version, &new.pairs(), &stored, &shown));
        }
        let (before, after) = changes(&before.shown(), &store::get(act.tx, id)?.shown());
        let subject = format!("team {id}");
        act.record(&Event { kind: "team.changed", subject, before, after, ..Event::default() })
    })
    .await
}

/// The team that mail, and whatever else is about no service, comes to; none where there is no team.
pub async fn intake(app: &App, actor: &Actor) -> Result<Option<TeamId>> {
    actor.may(Right::SeeDirectory)?;
    app.read(|tx| Ok(store::find_intake(tx)?)).await
}

/// Lets mail, and whatever else is about no service, come to this team.
pub async fn choose_intake(app: &App, actor: &Actor, id: TeamId) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        let team = store::get(act.tx, id)?;
        if store::find_intake(act.tx)? == Some(id) {
            return Ok(());
        }
        if !team.is_active {
            return Err(Error::Conflict);
        }
        store::set_intake(act.tx, id)?;
        let subject = format!("team {id}");
        act.record(&Event { kind: "team.intake_chosen", subject, ..Event::default() })
    })
    .await
}

/// Takes it out of the lists to choose from. What was written with it stays.
pub async fn deactivate(app: &App, actor: &Actor, id: TeamId) -> Result<()> {
    set_active(app, actor, id, false).await
}

/// Puts it back into the lists.
pub async fn reactivate(app: &App, actor: &Actor, id: TeamId) -> Result<()> {
    set_active(app, actor, id, true).await
}

async fn set_active(app: &App, actor: &Actor, id: TeamId, is_active: bool) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        store::get(act.tx, id)?;
        if !store::update_active(act.tx, id, is_active)? {
            return Ok(());
        }
        let kind = if is_active { "team.reactivated" } else { "team.deactivated" };
        let subject = format!("team {id}");
        act.record(&Event { kind, subject, ..Event::default() })
    })
    .await
}

fn check_provider(act: &mut Act<'_>, new: &NewTeam) -> Result<()> {
    match new.department {
        Some(department) if store::is_provider(act.tx, department)? => Ok(()),
        _ => Err(Error::invalid("department", "problem-provider")),
    }
}
