//! What happens when a promise passes.

use super::store;
use crate::tickets::{find, record};
use base::{Actor, App, Error, Result};

/// Writes down each promise of news that has passed, once, and tells those who made it. Safe to run
/// twice and from several processes: each row is asked again when it is written.
pub(crate) async fn note_missed(app: &App, actor: &Actor) -> Result<()> {
    let now = app.now();
    for (id,) in app.read(move |tx| Ok(store::list_missed(tx, now)?)).await? {
        app.act(actor, move |act| {
            let ticket = find(act.tx, id)?.ok_or(Error::NotFound)?;
            if !store::update_missed(act.tx, id, act.now)? {
                return Ok(());
            }
            let promised = ticket.news_by.map(|at| at.to_string()).unwrap_or_default();
            record(act, "ticket.news_missed", id, "", &promised, false)
        })
        .await?;
    }
    Ok(())
}
