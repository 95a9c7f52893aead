//! Keeping the catalogue.

use super::{
    model::best_match,
    store::{self, Facts, ServiceRow},
};
use base::{Actor, App, Error, Event, Problems, Result, Right, ServiceId, TeamId, Tx};

/// The service that somebody's words are about, if they say so.
pub(crate) fn suggest(tx: &mut Tx, words: &str) -> Result<Option<ServiceId>> {
    let all = store::list_keywords(tx)?;
    let found = best_match(words, all.iter().map(|(_, keywords)| keywords.as_str()));
    Ok(found.map(|at| all[at].0))
}

/// The team that looks after a service.
pub(crate) fn exists(tx: &mut Tx, service: ServiceId) -> Result<bool> {
    Ok(store::find_team(tx, service)?.is_some())
}

pub(crate) fn team_of(tx: &mut Tx, service: Option<ServiceId>) -> Result<Option<TeamId>> {
    let Some(service) = service else { return Ok(None) };
    let (team,) = store::find_team(tx, service)?
        .ok_or_else(|| Error::invalid("service", "problem-choose"))?;
    Ok(team)
}

/// The catalogue by name; those that are no longer offered only where they are managed.
pub async fn list(app: &App, actor: &Actor, with_inactive: bool) -> Result<Vec<ServiceRow>> {
    actor.may(Right::SeeDirectory)?;
    app.read(move |tx| Ok(store::list(tx, with_inactive)?)).await
}

/// What a service is made of, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewService {
    /// As people at the desk call it.
    pub name: String,
    /// What it does for people, in a sentence.
    pub description: String,
    /// Who looks after it.
    pub team: Option<TeamId>,
    /// Words that people use for it, with commas between.
    pub keywords: String,
    /// Whether it is offered.
    pub is_active: bool,
}

fn read(tx: &mut Tx, new: &NewService) -> Result<Facts> {
    let mut problems = Problems::default();
    let name = problems.line("name", &new.name, 100);
    let description = problems.optional_text("description", &new.description, 1000);
    let keywords = problems.optional_text("keywords", &new.keywords, 1000);
    let department = match new.team {
        Some(team) => store::find_department_of(tx, team)?.map(|(department,)| department),
        None => None,
    };
    let department = problems.word("team", department);
    problems.check()?;
    let Some(department) = department else { return Err(Error::Conflict) };
    let is_active = new.is_active;
    Ok(Facts { name, description, department, team: new.team, keywords, is_active })
}

/// Adds a service.
pub async fn create(app: &App, actor: &Actor, new: NewService) -> Result<ServiceId> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        let facts = read(act.tx, &new)?;
        let id =
            store::insert(act.tx, &facts).map_err(Error::taken("name", "problem-name-taken"))?;
        act.record(&Event {
            kind: "service.created",
            subject: format!("service {id}"),
            after: facts.name,
            ..Event::default()
        })?;
        Ok(id)
    })
    .await
}

/// Changes a service; [`Error::Conflict`] when somebody else did meanwhile.
pub async fn update(
    app: &App,
    actor: &Actor,
    id: ServiceId,
    version: i64,
    new: NewService,
) -> Result<()> {
    actor.may(Right::ManageOrganisation)?;
    app.act(actor, move |act| {
        let all = store::list(act.tx, true)?;
        let old = all.into_iter().find(|service| service.id == id).ok_or(Error::NotFound)?;
        let facts = read(act.tx, &new)?;
        if !store::update(act.tx, id, version, &facts)
            .map_err(Error::taken("name", "problem-name-taken"))?
        {
            return Err(Error::Conflict);
        }
        act.record(&Event {
            kind: "service.changed",
            subject: format!("service {id}"),
            before: format!("{}, {}", old.name, old.keywords),
            after: format!("{}, {}", facts.name, facts.keywords),
            ..Event::default()
        })
    })
    .await
}
