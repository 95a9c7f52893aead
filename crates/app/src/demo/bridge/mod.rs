//! A year of a living relationship between the library and IT.

mod glossary;
mod ladder;
mod meetings;
mod praise;
mod profiles;
mod projects;
mod relationships;

use super::load::{Keys, get};
use base::{Actor, App, Error, PersonId, Result};

/// Everything that the bridge shows, in an order in which each finds what it points at.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    relationships::fill(app, keys).await?;
    profiles::fill(app, keys).await?;
    glossary::fill(app, keys).await?;
    projects::fill(app, keys).await?;
    praise::fill(app, keys).await?;
    meetings::fill(app, keys).await?;
    ladder::fill(app, keys).await
}

/// Somebody of the demo, with what they may do.
async fn actor(app: &App, keys: &Keys, key: &str) -> Result<Actor> {
    let id = PersonId(get(&keys.people, key)?);
    let zone = app.config.time_zone();
    let found = app.read(move |tx| Ok(people::sign_in::actor_of(tx, id, &zone)?)).await?;
    found.ok_or(Error::NotFound)
}

/// The relationship between the library and IT.
async fn relationship(app: &App, keys: &Keys) -> Result<i64> {
    let priya = actor(app, keys, "priya").await?;
    let provider = get(&keys.departments, "it")?;
    let mine = app.read(move |tx| bridge::relationships::list_mine(tx, &priya)).await?;
    let found = mine.into_iter().find(|(one, _)| one.provider_id.0 == provider);
    found.map(|(one, _)| one.id).ok_or(Error::NotFound)
}
