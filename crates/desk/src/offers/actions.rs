//! Reading all of it in one go.

use crate::{
    assignment::list_agents,
    services,
    tickets::{self, Heading},
};
use base::{Actor, App, Result, Right, Scope, ServiceId};

/// What the forms of the deeds offer.
pub struct Offer {
    /// Those who may get a ticket: agents of the actor's teams, by name.
    pub agents: Vec<Heading>,
    /// Every team.
    pub teams: Vec<Heading>,
    /// Every place.
    pub places: Vec<Heading>,
    /// Every service.
    pub services: Vec<(ServiceId, String)>,
    /// Tags in use.
    pub tags: Vec<String>,
}

/// Everything there is to choose from.
pub async fn offer(app: &App, actor: &Actor) -> Result<Offer> {
    actor.may(Right::Work)?;
    let teams = match actor.teams() {
        Scope::Only(teams) => teams,
        Scope::All => Vec::new(),
    };
    app.read(move |tx| {
        let (mut agents, mut tags) = (Vec::new(), Vec::new());
        for team in teams {
            agents.extend(list_agents(tx, Some(team))?);
            tags.extend(crate::tags::list_of(tx, team)?.into_iter().map(|(tag,)| tag));
        }
        agents.sort_by(|a: &Heading, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        agents.dedup_by_key(|agent| agent.id);
        tags.sort_unstable();
        tags.dedup();
        Ok(Offer {
            agents,
            teams: tickets::list_teams(tx)?,
            places: tickets::list_locations(tx)?,
            services: services::list_names(tx)?,
            tags,
        })
    })
    .await
}
