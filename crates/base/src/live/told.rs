//! What has been told already.

use std::collections::{HashSet, VecDeque};

/// Events remembered as told. What commits late, behind one with a higher number, is then told once
/// and not forgotten.
const REMEMBERED: usize = 2048;

/// Rows of one table that have been told.
#[derive(Default)]
pub(super) struct Told {
    rows: HashSet<i64>,
    order: VecDeque<i64>,
    /// Up to which row; none: nobody listened.
    pub last: Option<i64>,
}

impl Told {
    /// Whether a row has not been told yet; from now on it has.
    pub fn is_new(&mut self, row: i64) -> bool {
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
