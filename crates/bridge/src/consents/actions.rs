//! Gathered from where each of it is agreed on.

use crate::{
    agenda::Line,
    goals, placements,
    relationships::{self, Relationship, Standing},
    tours,
};
use base::{Actor, Result, Time, Tx};

/// What of one relationship waits for the reader's yes.
pub fn list(
    tx: &mut Tx,
    actor: &Actor,
    (of, standing): (&Relationship, Standing),
    now: Time,
) -> Result<Vec<Line>> {
    if of.ended_at.is_some() {
        return Ok(Vec::new());
    }
    let mut found = goals::list_awaited(tx, actor, (of, standing))?;
    found.extend(tours::list_awaited(tx, actor, (of, standing), now)?);
    found.extend(placements::list_awaited(tx, actor, (of, standing))?);
    Ok(found)
}

/// The same of all relationships of the reader.
pub fn list_mine(tx: &mut Tx, actor: &Actor, now: Time) -> Result<Vec<Line>> {
    let mut found = Vec::new();
    for (of, standing) in relationships::list_mine(tx, actor)? {
        found.extend(list(tx, actor, (&of, standing), now)?);
    }
    Ok(found)
}
