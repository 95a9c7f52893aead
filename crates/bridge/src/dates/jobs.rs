//! Going on with what recurs, and going round closed days that are noted later.

use super::{
    actions::{go_on, settle},
    store,
};
use crate::meetings::list_short;
use base::{Act, Actor, App, Event, Result};
use jobs::enqueue;

/// Looks at every date to come, after a closed day was noted, changed or taken away.
pub const SETTLE: &str = "settle_dates";

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

/// Reacts to what is on: meetings may have to go round it.
pub fn on_event(act: &mut Act<'_>, event: &Event) -> Result<()> {
    if !event.kind.starts_with("occasion.") || store::list_open(act.tx)?.is_empty() {
        return Ok(());
    }
    enqueue(act.tx, act.now, SETTLE, &())?;
    Ok(())
}

/// Puts the dates to come where their rule has them, round the closed days as they are now.
pub async fn settle_all(app: App, _: String) -> Result<()> {
    for (id,) in app.read(|tx| Ok(store::list_open(tx)?)).await? {
        app.act(&Actor::system(), move |act| settle(act, id)).await?;
    }
    Ok(())
}
