//! Keeping checklists: agents for their teams, administrators all.

use super::store::{self, ChecklistRow, Facts};
use crate::{
    answers::{keeps, may_keep, own_team},
    services,
    tasks::lines_of,
    tickets::{Kind, Ticket},
};
use base::{Actor, App, Error, Event, Problems, Result, Right, ServiceId, TeamId, Tx};

fn is_seen(actor: &Actor, list: &ChecklistRow) -> bool {
    list.team_id.is_none() || keeps(actor, list.team_id)
}

/// Those that fit a ticket and that the actor may use.
pub(crate) fn fitting(tx: &mut Tx, actor: &Actor, ticket: &Ticket) -> Result<Vec<ChecklistRow>> {
    let mut lists = store::list_fitting(tx, ticket.kind, ticket.service_id)?;
    lists.retain(|list| is_seen(actor, list));
    Ok(lists)
}

/// One in use that the actor may use.
pub(crate) fn find(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Option<ChecklistRow>> {
    let found = store::list(tx)?.into_iter().find(|list| list.id == id && list.is_active);
    Ok(found.filter(|list| is_seen(actor, list)))
}

/// All that the actor may use.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<ChecklistRow>> {
    if !actor.has(Right::ManageOrganisation) {
        actor.may(Right::Work)?;
    }
    let actor = actor.clone();
    app.read(move |tx| {
        let mut lists = store::list(tx)?;
        lists.retain(|list| is_seen(&actor, list));
        Ok(lists)
    })
    .await
}

/// One of them.
pub async fn get(app: &App, actor: &Actor, id: i64) -> Result<ChecklistRow> {
    let found = list(app, actor).await?.into_iter().find(|list| list.id == id);
    found.ok_or(Error::NotFound)
}

/// A checklist as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewChecklist {
    /// What it is for.
    pub name: String,
    /// A step on each line.
    pub lines: String,
    /// For tickets of this kind only.
    pub kind: Option<Kind>,
    /// For this service only.
    pub service: Option<ServiceId>,
    /// Whose it is; none: everybody's.
    pub team: Option<TeamId>,
    /// Whether the requester sees its steps.
    pub is_shown: bool,
    /// Whether it is offered.
    pub is_active: bool,
}

fn read(tx: &mut Tx, new: &NewChecklist) -> Result<Facts> {
    let mut problems = Problems::default();
    let name = problems.line("name", &new.name, 100);
    let lines = lines_of(&new.lines, &mut problems).join("\n");
    if let Some(service) = new.service
        && !services::exists(tx, service)?
    {
        problems.add("service", "problem-choose");
    }
    problems.check()?;
    let NewChecklist { kind, service, team, is_shown, is_active, .. } = *new;
    Ok(Facts { name, lines, kind, service, team, is_shown, is_active })
}

/// Writes a checklist down.
pub async fn create(app: &App, actor: &Actor, new: NewChecklist) -> Result<i64> {
    own_team(actor, new.team)?;
    app.act(actor, move |act| {
        let facts = read(act.tx, &new)?;
        let id =
            store::insert(act.tx, &facts).map_err(Error::taken("name", "problem-name-taken"))?;
        act.record(&Event {
            kind: "checklist.created",
            subject: format!("checklist {id}"),
            after: facts.name,
            ..Event::default()
        })?;
        Ok(id)
    })
    .await
}

/// Changes a checklist; tickets that have its steps keep them as they are.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: i64,
    version: Option<i64>,
    new: NewChecklist,
) -> Result<()> {
    let old = get(app, actor, id).await?;
    may_keep(actor, old.team_id)?;
    own_team(actor, new.team)?;
    app.act(actor, move |act| {
        let facts = read(act.tx, &new)?;
        let version = version.unwrap_or(old.version);
        if !store::update(act.tx, id, version, &facts)
            .map_err(Error::taken("name", "problem-name-taken"))?
        {
            return Err(Error::Conflict);
        }
        act.record(&Event {
            kind: "checklist.changed",
            subject: format!("checklist {id}"),
            before: format!("{}: {}", old.name, old.lines),
            after: format!("{}: {}", facts.name, facts.lines),
            ..Event::default()
        })
    })
    .await
}
