//! Letting what waited leave.

use super::{actions, store};
use base::{Actor, App, Error, Result};
use people::sign_in::actor_of;

/// The kind of job that lets something leave; its payload is the row's number.
pub const RELEASE: &str = "release_outgoing";

/// Lets it leave, unless it was taken back or has left: run twice, it leaves once. Where its author
/// may not say it any more, or the ticket has moved on, the words go back to them.
pub async fn release(app: App, payload: String) -> Result<()> {
    let id: i64 = payload
        .parse()
        .map_err(|_| Error::Internal(format!("this is no row that waits: {payload}")))?;
    let zone = app.config.time_zone();
    let found = app
        .read(move |tx| {
            let Some(row) = store::find(tx, id)? else { return Ok(None) };
            let author = actor_of(tx, row.author_id, &zone)?;
            Ok(Some((row, author)))
        })
        .await?;
    let Some((row, author)) = found else { return Ok(()) };
    let outcome = match author {
        Some(author) => {
            let row = row.clone();
            app.act(&author, move |act| actions::release_in(act, &row)).await
        }
        None => Err(Error::Forbidden),
    };
    match outcome {
        Err(Error::Forbidden | Error::NotFound | Error::Conflict | Error::Invalid(_)) => {
            app.act(&Actor::system(), move |act| actions::refuse_in(act, &row)).await
        }
        other => other,
    }
}
