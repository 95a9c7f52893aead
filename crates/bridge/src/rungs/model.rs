//! What a step is, and when it is looked at again. Pure.

use crate::ladders::morning;
use base::{Problems, Time, jiff_tz::TimeZone};
use jiff::{Span, civil::Date};

db::words! {
    /// Where a step stands.
    pub enum State {
        /// Nothing was done on it.
        Ahead = "ahead",
        /// Something was done, and is noted.
        Taken = "taken",
        /// It was left out, and why.
        Skipped = "skipped",
    }
}

/// The longest time that may be waited, in days.
pub const LONGEST_WAIT: i64 = 365;

/// Days to wait, as typed.
pub fn days(problems: &mut Problems, typed: &str) -> i64 {
    match typed.trim().parse::<i64>() {
        Ok(days) if (1..=LONGEST_WAIT).contains(&days) => days,
        _ => {
            problems.add("wait_days", "problem-rung-days");
            0
        }
    }
}

/// When it is looked at again: in the morning, so many days after it happened.
pub fn look_at(zone: &TimeZone, happened_on: Date, days: i64) -> Option<Time> {
    let on = happened_on.checked_add(Span::new().days(days)).ok()?;
    morning(zone, on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_looked_at_again_in_the_morning() {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let at = look_at(&zone, "2026-09-30".parse().unwrap(), 7).unwrap();
        // the clock changes in between, and it stays nine
        assert_eq!(at.to_string(), "2026-10-06T22:00:00Z");
    }

    #[test]
    fn a_wait_is_days() {
        let mut problems = Problems::default();
        assert_eq!(days(&mut problems, " 14 "), 14);
        assert!(problems.0.is_empty());
        for bad in ["", "0", "366", "-1", "soon", "1.5"] {
            let mut problems = Problems::default();
            days(&mut problems, bad);
            assert_eq!(problems.0.len(), 1, "{bad}");
        }
    }
}
