//! Reading tags on behalf of somebody.

use super::store;
use base::{Actor, App, Result, Right, Scope};

/// The tags of the actor's teams, by name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<String>> {
    actor.may(Right::Work)?;
    let Scope::Only(teams) = actor.teams() else { return Ok(Vec::new()) };
    app.read(move |tx| {
        let mut found = Vec::new();
        for team in teams {
            found.extend(store::list(tx, team)?.into_iter().map(|(tag,)| tag));
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    })
    .await
}
