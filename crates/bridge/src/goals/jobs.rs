//! What goals bring to meetings, and to those who are waited for.

use super::{
    actions::{all_of, in_words},
    model::{Seen, sides},
    store,
};
use crate::{
    agenda::Line,
    relationships::{Relationship, Side, Standing},
};
use base::{Actor, App, Result, Time, Tx};

/// What this brings to a meeting of the relationship: how the shared goals stand. Only what both
/// sides may read.
pub fn for_agenda(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    of: &Relationship,
    _since: Time,
) -> Result<Vec<Line>> {
    let standing = Standing { side: Side::Both, is_keeper: false };
    let all = all_of(tx, app, actor, of, standing)?;
    let line = |seen: Seen| Line {
        note: in_words(actor.language, &seen),
        href: format!("/goals/{}", seen.goal.id),
        text: seen.goal.statement,
    };
    Ok(all.into_iter().filter(|seen| seen.goal.ending.is_none()).map(line).collect())
}

/// Goals that wait for the actor to agree for their side.
pub(crate) fn list_awaited(
    tx: &mut Tx,
    actor: &Actor,
    (of, standing): (&Relationship, Standing),
) -> Result<Vec<Line>> {
    let mut found = Vec::new();
    for goal in store::list(tx, of.id)?.into_iter().filter(|goal| goal.ending.is_none()) {
        let given = store::list_agreements(tx, goal.id, goal.terms)?;
        if sides(standing).iter().any(|side| given.iter().all(|one| one.side != *side)) {
            let note = actor.language.t("awaited-goal").to_owned();
            found.push(Line { text: goal.statement, href: format!("/goals/{}", goal.id), note });
        }
    }
    Ok(found)
}
