//! Forgetting what can no longer be used.

use super::store;
use base::{Actor, App, Result, Right, Time};

/// How much ended before a time and is still kept, up to `most`.
pub async fn count_old(app: &App, actor: &Actor, before: Time, most: i64) -> Result<i64> {
    actor.may(Right::ManageOrganisation)?;
    app.read(move |tx| Ok(store::count_old(tx, before, most)?)).await
}

/// Removes all of it at once: the rows are small and few. How many; never as many as `most`, so
/// that nobody asks again.
pub async fn forget_old(app: &App, before: Time, most: i64) -> Result<i64> {
    let forget = move |act: &mut base::Act<'_>| Ok(store::delete_old(act.tx, before)?);
    let n = app.act(&Actor::system(), forget).await?;
    Ok(i64::try_from(n).unwrap_or(most).min(most - 1))
}
