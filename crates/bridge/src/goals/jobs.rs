//! What goals bring to meetings.

use super::{
    actions::{all_of, in_words},
    model::Seen,
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
