//! What happens to tickets by itself: holds end when their date comes, promises that pass are noted,
//! resolved ones close.

use super::store;
use base::{Actor, App, Result};

/// Wakes what is due, notes missed promises, closes what was resolved long enough ago and removes
/// patron details whose time has come. Safe to run twice, and from
/// several processes: each step checks the state it changes.
pub async fn tidy(app: &App) -> Result<()> {
    let system = Actor::system();
    let now = app.now();
    for (id,) in app.read(move |tx| Ok(store::list_waking(tx, now)?)).await? {
        match crate::waiting::wake(app, &system, id).await {
            Ok(()) | Err(base::Error::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    crate::felt_questions::ask_due(app, &system).await?;
    crate::tasks::remind(app, &system).await?;
    crate::recurring::open_due(app, &system).await?;
    crate::news::note_missed(app, &system).await?;
    crate::drafts::purge(app, &system).await?;
    crate::outgoing::purge(app, &system).await?;
    crate::notifications::purge(app, &system).await?;
    crate::tidings::purge(app, &system).await?;
    crate::resolution::close_old(app, &system).await?;
    crate::patron::purge(app, &system).await.map(drop)
}
