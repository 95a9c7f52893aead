//! Access that comes from being asked.

use super::{model::widened, store};
use crate::tickets::{Access, Why};
use base::{Actor, Result, Scope, TicketId, Tx};

/// The access somebody has by their rights, widened by what they were asked. Looks only where that
/// can change something.
pub(crate) fn widen(tx: &mut Tx, actor: &Actor, id: TicketId, access: Access) -> Result<Access> {
    let teams = match actor.teams() {
        Scope::Only(teams) => teams,
        Scope::All => return Ok(Access::Work),
    };
    let is_agent = !teams.is_empty();
    let Some(person) =
        actor.id.filter(|_| access == Access::None || (is_agent && access < Access::Work))
    else {
        return Ok(access);
    };
    let reasons = store::find(tx, id, person, &teams)?;
    Ok(widened(access, is_agent, reasons))
}

/// Every reason that comes from being asked, with what it allows.
pub(crate) fn reasons(tx: &mut Tx, actor: &Actor, id: TicketId) -> Result<Vec<(Why, Access)>> {
    let (Scope::Only(teams), Some(person)) = (actor.teams(), actor.id) else {
        return Ok(Vec::new());
    };
    Ok(store::find(tx, id, person, &teams)?.all(!teams.is_empty()))
}
