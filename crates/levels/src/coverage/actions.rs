//! Finding what counts, and what an agreement would meet.

use super::{
    model::{Asked, Book, InForce, Overlap, as_if, gap_before, overlaps},
    store,
};
use crate::{
    agreements::Agreement,
    sides::load_parents,
    terms::{self, Target, VersionRow},
};
use base::{Actor, Result, Tx};
use jiff::civil::Date;

/// Everything that was ever agreed, for whoever asks for many tickets.
pub fn load(tx: &mut Tx, _actor: &Actor) -> Result<Book> {
    let services = terms::list_all_services(tx)?;
    let targets = terms::list_all_targets(tx)?.into_iter().map(|row| {
        let (measure, priority) = (row.measure, row.priority);
        let target =
            Target { measure, priority, ticket_kind: row.ticket_kind, minutes: row.minutes };
        (row.version_id, target)
    });
    let targets: Vec<_> = targets.collect();
    Ok(Book::new(load_parents(tx)?, store::list_agreed(tx)?, &services, &targets))
}

/// What counts for one ticket.
pub fn in_force(tx: &mut Tx, actor: &Actor, asked: &Asked<'_>) -> Result<Option<InForce>> {
    Ok(load(tx, actor)?.in_force(asked))
}

/// What stands around a version.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    /// Other agreements that would count on the same days.
    pub overlaps: Vec<Overlap>,
    /// Days before it on which nothing counts.
    pub gap: Option<(Date, Date)>,
}

/// What a version meets if it is agreed, or met when it was.
pub(crate) fn around(
    tx: &mut Tx,
    actor: &Actor,
    agreement: &Agreement,
    version: &VersionRow,
) -> Result<Around> {
    let book = load(tx, actor)?;
    let names = (agreement.id, agreement.name.as_str());
    let Some(mut own) = as_if(agreement.kind, names, agreement.pair(), version) else {
        return Ok(Around::default());
    };
    let named = terms::load_terms(tx, version)?.services;
    own.services = named.into_iter().map(|(service, _)| service).collect();
    Ok(Around { overlaps: overlaps(&book, &own), gap: gap_before(&book, &own) })
}
