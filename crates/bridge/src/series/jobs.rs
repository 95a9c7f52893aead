//! Going on with what recurs.

use super::actions::go_on;
use crate::meetings::list_short;
use base::{Actor, App, Result};

/// Writes the next dates of each series that has few left. Safe from several servers at once; one
/// series that cannot go on does not keep the others.
pub async fn extend_due(app: &App) -> Result<()> {
    let now = app.now();
    for (id,) in app.read(move |tx| Ok(list_short(tx, now)?)).await? {
        if let Err(error) = app.act(&Actor::system(), move |act| go_on(act, id)).await {
            tracing::warn!(%error, series = id, "meetings cannot be planned further");
        }
    }
    Ok(())
}
