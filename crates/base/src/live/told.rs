//! Rows of one table that have been told.

use std::collections::{HashSet, VecDeque};

/// Events remembered as told. What commits late, behind one with a higher number, is then told once
/// and not forgotten.
const REMEMBERED: usize = 2048;

#[derive(Default)]
pub(super) struct Told {
    rows: HashSet<i64>,
    order: VecDeque<i64>,
    /// Up to which row; none: nobody listened.
    pub(super) last: Option<i64>,
}

impl Told {
    /// Whether it was not told before; from now on it was.
    pub(super) fn is_new(&mut self, row: i64) -> bool {
        if !self.rows.insert(row) {
            return false;
        }
        self.order.push_back(row);
        if self.order.len() > REMEMBERED
            && let Some(old) = self.order.pop_front()
        {
            self.rows.remove(&old);
        }
        true
    }
}
