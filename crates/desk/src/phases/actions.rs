//! Writing phases down, and reading them.

use super::{model::Phase, store};
use base::{Act, Actor, Result, TicketId, Tx};

/// Writes down how a ticket stands at the end of a transaction, where that differs from before.
pub fn settle(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    let Some(now) = store::find_now(act.tx, id)? else { return Ok(()) };
    let last = store::find_last(act.tx, id)?;
    if last.is_none_or(|last| !last.is_like(&now)) {
        store::insert(act.tx, id, &Phase { at: act.now, ..now })?;
    }
    Ok(())
}

/// The phases of a ticket, the first one first, for whoever was found to see it.
pub fn list(tx: &mut Tx, _actor: &Actor, id: TicketId) -> Result<Vec<Phase>> {
    Ok(store::list(tx, id)?)
}

/// Gives tickets that came in as rows, all at once, what can be known of their past.
pub fn complete(act: &mut Act<'_>) -> Result<()> {
    Ok(store::insert_missing(act.tx)?)
}
