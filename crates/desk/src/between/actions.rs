//! Reading the facts. Whoever asks has found that they may look at both sides; what a ticket says
//! is for those alone who may see it.

use super::store::{self, Fact, LowMark, Repeat};
use base::{Actor, DepartmentId, Result, Right, Time, Tx};

/// Between whom.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The departments that are helped.
    pub helped: Vec<DepartmentId>,
    /// The departments whose teams help.
    pub helping: Vec<DepartmentId>,
}

/// What is open and hurts most, the worst first.
pub fn hurts(tx: &mut Tx, actor: &Actor, pair: &Pair, most: usize) -> Result<Vec<Fact>> {
    actor.may(Right::Report)?;
    Ok(store::list_open(tx, pair, "t.priority, t.id", most)?)
}

/// What is open and has not moved for longest.
pub fn waits(tx: &mut Tx, actor: &Actor, pair: &Pair, most: usize) -> Result<Vec<Fact>> {
    actor.may(Right::Report)?;
    Ok(store::list_open(tx, pair, "t.updated_at, t.id", most)?)
}

/// Changes that are open.
pub fn changes(tx: &mut Tx, actor: &Actor, pair: &Pair, most: usize) -> Result<Vec<Fact>> {
    actor.may(Right::Report)?;
    Ok(store::list_changes(tx, pair, most)?)
}

/// Low marks since a time, told as far as nobody is told apart: departments with fewer people than
/// `fewest` are not.
pub fn low_marks(
    tx: &mut Tx,
    actor: &Actor,
    pair: &Pair,
    (since, fewest): (Time, i64),
) -> Result<Vec<LowMark>> {
    actor.may(Right::Report)?;
    Ok(store::list_low_marks(tx, pair, (since, fewest))?)
}

/// What was reported three times or more since a time, at the same service and place.
pub fn repeats(
    tx: &mut Tx,
    actor: &Actor,
    pair: &Pair,
    (since, most): (Time, usize),
) -> Result<Vec<Repeat>> {
    actor.may(Right::Report)?;
    Ok(store::list_repeats(tx, pair, since, most)?)
}
