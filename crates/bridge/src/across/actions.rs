//! Telling the other side.

use crate::relationships::{self, Side};
use base::{Act, PersonId, Result};
use desk::tidings::{Tiding, tell};

/// Tells whoever is named, and whoever looks after the other side than the one it came from (both
/// sides, where that stands for both); each once, and nobody what they did themselves.
pub(crate) fn tell_across(
    act: &mut Act<'_>,
    (relationship, from): (i64, Side),
    named: impl IntoIterator<Item = PersonId>,
    tiding: &Tiding,
) -> Result<()> {
    let mut people: Vec<PersonId> = named.into_iter().collect();
    for side in [Side::Customer, Side::Provider] {
        if side != from {
            people.extend(relationships::keepers(act.tx, act.actor, relationship, side)?);
        }
    }
    tell_each(act, people, tiding)
}

/// Tells each of them once, and nobody what they did themselves.
pub(crate) fn tell_each(
    act: &mut Act<'_>,
    mut people: Vec<PersonId>,
    tiding: &Tiding,
) -> Result<()> {
    people.sort_unstable();
    people.dedup();
    people.into_iter().try_for_each(|person| tell(act, person, tiding))
}
