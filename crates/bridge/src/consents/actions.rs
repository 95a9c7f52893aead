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
    let mut found = list_goals(tx, actor, (of, standing))?;
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

/// Goals that wait for the actor to agree for their side.
fn list_goals(
    tx: &mut Tx,
    actor: &Actor,
    (of, standing): (&Relationship, Standing),
) -> Result<Vec<Line>> {
    let mut found = Vec::new();
    for goal in goals::list_rows(tx, of.id)?.into_iter().filter(|goal| goal.ending.is_none()) {
        let given = goals::list_agreements(tx, goal.id, goal.terms)?;
        if goals::sides(standing).iter().any(|side| given.iter().all(|one| one.side != *side)) {
            let note = actor.language.t("awaited-goal").to_owned();
            found.push(Line { text: goal.statement, href: format!("/goals/{}", goal.id), note });
        }
    }
    Ok(found)
}
