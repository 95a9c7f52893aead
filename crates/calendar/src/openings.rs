//! Walks the open stretches of a calendar in order of time.
//!
//! Between two changes of a zone's offset the wall clock runs straight, so each such stretch is
//! walked day by day with plain integers, and every oddity of daylight saving (hours that happen
//! twice or never, changes at midnight, whole days skipped) falls out of cutting at the change.

use jiff::Timestamp;

use crate::Calendar;

pub(crate) const DAY_SECONDS: i64 = 24 * 60 * 60;

/// Yields non-empty, ordered, half-open `(start, end)`; a long opening comes in pieces that touch.
pub(crate) struct Openings<'a> {
    calendar: &'a Calendar,
    /// Nothing before this is yielded.
    from: Timestamp,
    /// Nothing that starts at or after this is yielded; ends may lie beyond it.
    pub(crate) until: Timestamp,
    /// Seconds east of UTC that hold from `from` to `offset_until`.
    offset: i64,
    offset_until: Timestamp,
    /// Days since 1970-01-01 on the wall.
    day: i64,
    /// Position in the ranges of `day`.
    range: usize,
}

impl<'a> Openings<'a> {
    pub(crate) fn new(calendar: &'a Calendar, from: Timestamp, until: Timestamp) -> Openings<'a> {
        let offset = calendar.offset(from);
        Openings {
            calendar,
            from,
            until,
            offset,
            offset_until: calendar.next_offset_change(from),
            day: (floor_second(from) + offset).div_euclid(DAY_SECONDS),
            range: 0,
        }
    }

    /// The instant at which the wall shows this many seconds since the start of `self.day`.
    fn instant(&self, second_of_day: i64) -> Timestamp {
        let second = self.day * DAY_SECONDS + second_of_day - self.offset;
        let limit = if second < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_second(second).unwrap_or(limit)
    }
}

impl Iterator for Openings<'_> {
    type Item = (Timestamp, Timestamp);

    fn next(&mut self) -> Option<(Timestamp, Timestamp)> {
        loop {
            let day_start = self.instant(0);
            if day_start >= self.until.min(self.offset_until) {
                if self.offset_until >= self.until {
                    return None;
                }
                *self = Openings::new(self.calendar, self.offset_until, self.until);
                continue;
            }
            if let Some(reopens_on) = self.calendar.closed_until(self.day) {
                (self.day, self.range) = (reopens_on, 0);
                continue;
            }
            let Some(&(first, last)) = self.calendar.on_epoch_day(self.day).get(self.range) else {
                (self.day, self.range) = (self.day + 1, 0);
                continue;
            };
            let start = self.instant(i64::from(first) * 60).max(self.from);
            let end = self.instant(i64::from(last) * 60).min(self.offset_until);
            if start < end && start >= self.until {
                return None;
            }
            if start < end
                && let Some(opens_at) = self.calendar.shut_until(start)
            {
                // the rest of the range, if any of it is left
                self.from = opens_at;
                self.range += usize::from(opens_at >= end);
                continue;
            }
            if let Some(shuts_at) = self.calendar.shut_after(start).filter(|at| *at < end) {
                self.from = shuts_at;
                return Some((start, shuts_at));
            }
            self.range += 1;
            if start < end {
                return Some((start, end));
            }
        }
    }
}

/// Whole seconds since 1970, rounded down; jiff rounds towards 1970.
pub(crate) fn floor_second(at: Timestamp) -> i64 {
    at.as_second() - i64::from(at.subsec_nanosecond() < 0)
}
