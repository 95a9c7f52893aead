//! Everybody affected, as the ticket's page shows them.

use super::store::AffectedRow;
use crate::{
    impact::{Answers, Hurts, Other, Together, Weight},
    known::KnownRow,
    tickets::Ticket,
};
use base::{Error, LocationId, Result};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// Who said that it stops them too, and what places are part of what.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// One for each person, in the order they came.
    pub rows: Vec<AffectedRow>,
    /// The place each place is part of; empty while nobody is affected.
    pub inside: HashMap<i64, i64>,
}

impl Panel {
    /// What the answers amount to, with everybody affected.
    pub fn weigh(&self, answers: &Answers, place: Option<LocationId>, today: Date) -> Weight {
        let other = |row: &AffectedRow| Other {
            scope: row.scope,
            place: row.location_id.map(|id| id.0),
            hurts: Hurts::parse(&row.hurts),
        };
        let others: Vec<Other> = self.rows.iter().map(other).collect();
        let weight = answers.weigh(today);
        weight.with_others(answers, place.map(|id| id.0), &others, &self.inside)
    }

    /// How many people at how many places, whoever it is for among them.
    pub fn together(&self, ticket: &Ticket) -> Together {
        let mut places: Vec<_> = self.rows.iter().filter_map(|row| row.location_id).collect();
        places.extend(ticket.location_id);
        places.sort_unstable();
        places.dedup();
        Together { people: self.rows.len() + 1, places: places.len().max(1) }
    }

    /// How many others at each place, by name; the last is for those who named none.
    pub fn by_place(&self) -> Vec<(Option<String>, i64)> {
        let mut counts: BTreeMap<(bool, Option<String>), i64> = BTreeMap::new();
        for row in &self.rows {
            *counts.entry((row.location.is_none(), row.location.clone())).or_default() += 1;
        }
        counts.into_iter().map(|((_, place), count)| (place, count)).collect()
    }
}

/// What somebody may see of a ticket that stops them too.
pub(crate) struct Look {
    pub known: KnownRow,
    pub ticket: Ticket,
    pub panel: Panel,
    /// Whether they work on it.
    pub is_agent: bool,
    /// Whether they may read all of it.
    pub is_open_to: bool,
    /// What they said themselves.
    pub own: Option<AffectedRow>,
}

impl Look {
    /// Refuses, as if it were not there, unless the reader added themselves.
    pub(crate) fn only_joined(self) -> Result<()> {
        if self.own.is_some() { Ok(()) } else { Err(Error::NotFound) }
    }
}
