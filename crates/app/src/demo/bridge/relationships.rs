//! The demo: the relationship itself: its year, goals and figures.

use crate::demo::load::{Keys, get};
use base::{App, DepartmentId, Result};
use bridge::relationships::{NewRelationship, create};

/// Begins it.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    let helen = super::actor(app, keys, "helen").await?;
    let new = NewRelationship {
        customer: Some(DepartmentId(get(&keys.departments, "library")?)),
        provider: Some(DepartmentId(get(&keys.departments, "it")?)),
        purpose: "Patrons get what they came for, and nobody on either side dreads the phone."
            .into(),
    };
    create(app, &helen, new).await.map(drop)
}
