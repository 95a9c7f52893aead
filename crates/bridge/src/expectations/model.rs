//! The two sides of an expectation. Pure.

use crate::record::{FEWEST, Median, Promises, Usual};
use base::{TicketId, Time};

/// One request: what was asked, and what there was to work with.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each field is named for what it holds")]
pub struct Row {
    pub id: TicketId,
    pub subject: String,
    pub created_at: Time,
    /// What would be good, and when, in the words of whoever asked.
    pub needed: String,
    /// now, today, this_week, later; empty: nobody said.
    pub hurts: String,
    pub has_place: bool,
    pub has_device: bool,
    pub has_file: bool,
    pub asked_back: usize,
    pub promises: Promises,
    /// Seconds until the first answer.
    pub answered: Option<i64>,
    /// Seconds until it was put right.
    pub repaired: Option<i64>,
}

/// Everything side by side.
#[derive(Clone, Debug, Default)]
pub struct Both {
    /// The newest first.
    pub rows: Vec<Row>,
    /// How many requests there are; the rows may be fewer.
    pub count: usize,
    /// The middle of these.
    pub own_answer: Option<Median>,
    /// The middle of these.
    pub own_repair: Option<Median>,
    /// What the other requests like these took.
    pub usual: Usual,
    /// What they are like: a service, or a kind.
    pub like: String,
}

impl Both {
    /// How many of these named a device, came with a picture, or had to be asked back.
    pub fn given(&self) -> (usize, usize, usize) {
        let count = |has: fn(&Row) -> bool| self.rows.iter().filter(|row| has(row)).count();
        (count(|row| row.has_device), count(|row| row.has_file), count(|row| row.asked_back > 0))
    }

    /// Whether they are about devices at all: the Wi-Fi is not one.
    pub fn has_devices(&self) -> bool {
        self.rows.iter().any(|row| row.has_device)
    }

    /// What was missing of one at first, as keys of words.
    pub fn missing(&self, row: &Row) -> Vec<&'static str> {
        let all = [
            (row.has_place, "expect-no-place"),
            (row.has_device || !self.has_devices(), "expect-no-device"),
            (row.has_file, "expect-no-file"),
        ];
        all.into_iter().filter(|(has, _)| !has).map(|(_, key)| key).collect()
    }

    /// Whether a middle rests on so few that it is to be taken lightly.
    pub fn is_few(&self, median: &Median) -> bool {
        median.count < FEWEST
    }

    /// Each measure, as a key: of these, and of others.
    pub fn compared(&self) -> [(&'static str, Option<Median>, Option<Median>); 2] {
        [
            ("expect-answer", self.own_answer, self.usual.answer),
            ("expect-repair", self.own_repair, self.usual.repair),
        ]
    }

    /// Whether there is anything to put them beside.
    pub fn is_compared(&self) -> bool {
        self.usual.answer.is_some() || self.usual.repair.is_some()
    }

    /// Promises of all.
    pub fn promises(&self) -> Promises {
        let sum = |of: fn(&Row) -> usize| self.rows.iter().map(of).sum();
        Promises { made: sum(|row| row.promises.made), kept: sum(|row| row.promises.kept) }
    }
}
