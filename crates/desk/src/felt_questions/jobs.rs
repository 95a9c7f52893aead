//! Asking what is due.

use super::{actions, store};
use base::{Actor, App, Result, Right};

/// Asks each question whose time has come, once; reads only those. A job of Footbridge itself.
pub(crate) async fn ask_due(app: &App, actor: &Actor) -> Result<()> {
    actor.may(Right::Work)?;
    let now = app.now();
    for (id,) in app.read(move |tx| Ok(store::list_due(tx, now)?)).await? {
        app.act(actor, move |act| actions::ask(act, id)).await?;
    }
    Ok(())
}
