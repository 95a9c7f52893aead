//! A year of a living relationship between the library and IT.

mod glossary;
mod ladder;
mod meetings;
mod praise;
mod profiles;
mod relationships;

use super::load::Keys;
use base::{App, Result};

/// Everything that the bridge shows, in an order in which each finds what it points at.
pub async fn fill(app: &App, keys: &Keys) -> Result<()> {
    relationships::fill(app, keys).await?;
    profiles::fill(app, keys).await?;
    glossary::fill(app, keys).await?;
    praise::fill(app, keys).await?;
    meetings::fill(app, keys).await?;
    ladder::fill(app, keys).await
}
