//! The calendar: hours in a zone, less the closed days, and the questions asked of it.

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::hours::MinuteRange;
use crate::openings::{DAY_SECONDS, Openings, floor_second};
use crate::{WeeklyHours, merged};

/// How long a calendar may stay shut, or open, before the answer is that it never changes.
const HORIZON: SignedDuration = SignedDuration::from_hours(400 * 24);

/// Weekly hours as they fall on real instants: in one time zone, with some dates closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    hours: WeeklyHours,
    zone: TimeZone,
    /// Days since 1970-01-01, half-open, sorted, never touching.
    closures: Vec<(i64, i64)>,
    /// Weeks of their own, the newest last: days half-open, and the hours that hold in them.
    periods: Vec<(i64, i64, WeeklyHours)>,
    /// When it is shut whatever the hours say; half-open, sorted, never touching.
    shut: Vec<(Timestamp, Timestamp)>,
}

impl Calendar {
    /// A calendar in which every week is the same.
    pub fn new(hours: WeeklyHours, zone: TimeZone) -> Calendar {
        Calendar { hours, zone, closures: Vec::new(), periods: Vec::new(), shut: Vec::new() }
    }

    /// Closes further dates, each pair from its first to its last day, both included.
    ///
    /// Pairs may overlap, come in any order, and be written backwards. Dates are those of the
    /// calendar's own zone.
    #[must_use]
    pub fn with_closures(mut self, closures: impl IntoIterator<Item = (Date, Date)>) -> Calendar {
        let days =
            closures.into_iter().map(|(a, b)| (epoch_day(a.min(b)), epoch_day(a.max(b)) + 1));
        self.closures.extend(days);
        self.closures = merged(self.closures);
        self
    }

    /// Puts other hours in place of the ordinary ones, from a first to a last day, both included:
    /// summer hours, or a holiday on which one opens all the same. They count before closed dates,
    /// and before periods that were put in earlier.
    #[must_use]
    pub fn with_period(mut self, (a, b): (Date, Date), hours: WeeklyHours) -> Calendar {
        self.periods.push((epoch_day(a.min(b)), epoch_day(a.max(b)) + 1, hours));
        self
    }

    /// Shuts further stretches of time, whatever hours and periods say.
    #[must_use]
    pub fn with_shut(
        mut self,
        stretches: impl IntoIterator<Item = (Timestamp, Timestamp)>,
    ) -> Calendar {
        self.shut.extend(stretches.into_iter().filter(|(from, until)| from < until));
        self.shut = merged(self.shut);
        self
    }

    /// The ordinary week, before closures.
    pub fn hours(&self) -> &WeeklyHours {
        &self.hours
    }

    /// The zone whose wall clock the hours and the closed dates are read from.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// True from the instant of opening up to, and not including, the instant of closing.
    pub fn is_open(&self, at: Timestamp) -> bool {
        let second = floor_second(at) + self.offset(at);
        let day = second.div_euclid(DAY_SECONDS);
        let minute = second.rem_euclid(DAY_SECONDS) / 60;
        let is_within =
            |(start, end): &(u16, u16)| (i64::from(*start)..i64::from(*end)).contains(&minute);
        self.shut_until(at).is_none() && self.on_epoch_day(day).iter().any(is_within)
    }

    /// The first open instant from `at` on: `at` itself when open, `None` when shut for 400 days.
    pub fn next_open(&self, at: Timestamp) -> Option<Timestamp> {
        Openings::new(self, at, horizon(at)).next().map(|(start, _)| start)
    }

    /// When the opening that `at` lies in comes to its end.
    ///
    /// Midnight does not end an opening that goes on after it. `None` when shut at `at`, or when
    /// still open 400 days later.
    pub fn closes_at(&self, at: Timestamp) -> Option<Timestamp> {
        let limit = horizon(at);
        let mut openings = Openings::new(self, at, limit);
        let (_, mut closing) = openings.next().filter(|(start, _)| *start == at)?;
        for (start, end) in openings {
            if start > closing {
                break;
            }
            closing = end;
        }
        (closing < limit).then_some(closing)
    }

    /// The earliest instant by which this much working time has passed since `at`.
    ///
    /// Working time is real time that passes while open. So an amount that fills the day exactly
    /// ends at closing time rather than at the next opening, and adding nothing gives `at` back,
    /// open or shut. `None` when the calendar stays shut for 400 days before the work is done.
    pub fn add(&self, at: Timestamp, working: Duration) -> Option<Timestamp> {
        let mut remaining = SignedDuration::try_from(working).ok()?;
        if remaining.is_zero() {
            return Some(at);
        }
        let mut openings = Openings::new(self, at, horizon(at));
        while let Some((start, end)) = openings.next() {
            let available = end.duration_since(start);
            if remaining <= available {
                return start.checked_add(remaining).ok();
            }
            remaining = remaining.checked_sub(available)?;
            openings.until = horizon(end);
        }
        None
    }

    /// The working time from `a` to `b`; zero when `b` is not after `a`.
    pub fn between(&self, a: Timestamp, b: Timestamp) -> Duration {
        Openings::new(self, a, b)
            .map(|(start, end)| end.min(b).duration_since(start).unsigned_abs())
            .sum()
    }

    /// Seconds east of UTC at an instant.
    pub(crate) fn offset(&self, at: Timestamp) -> i64 {
        i64::from(self.zone.to_offset(at).seconds())
    }

    /// When the wall clock next jumps, strictly after `at`; the end of time when it never does.
    pub(crate) fn next_offset_change(&self, at: Timestamp) -> Timestamp {
        self.zone.following(at).next().map_or(Timestamp::MAX, |change| change.timestamp())
    }

    /// The open ranges of one day, by days since 1970-01-01.
    pub(crate) fn on_epoch_day(&self, day: i64) -> &[MinuteRange] {
        let own = self.periods.iter().rev().find(|(first, end, _)| (*first..*end).contains(&day));
        match own {
            Some((.., hours)) => hours.on_epoch_day(day),
            None if self.closed_until(day).is_some() => &[],
            None => self.hours.on_epoch_day(day),
        }
    }

    /// The day on which the closure covering this day is over, or a period begins inside it; `None`
    /// when no closure covers it, or a period does.
    pub(crate) fn closed_until(&self, day: i64) -> Option<i64> {
        let index = self.closures.partition_point(|(_, end)| *end <= day);
        let (_, end) = *self.closures.get(index).filter(|(start, _)| *start <= day)?;
        if self.periods.iter().any(|(first, end, _)| (*first..*end).contains(&day)) {
            return None;
        }
        let begins = self.periods.iter().map(|(first, ..)| *first).filter(|first| *first > day);
        Some(begins.min().map_or(end, |first| first.min(end)))
    }

    /// When the stretch that is shut at this instant is over; `None` when it is not shut by one.
    pub(crate) fn shut_until(&self, at: Timestamp) -> Option<Timestamp> {
        let index = self.shut.partition_point(|(_, until)| *until <= at);
        self.shut.get(index).filter(|(from, _)| *from <= at).map(|(_, until)| *until)
    }

    /// When it is next shut by a stretch that begins after this instant.
    pub(crate) fn shut_after(&self, at: Timestamp) -> Option<Timestamp> {
        let index = self.shut.partition_point(|(from, _)| *from <= at);
        self.shut.get(index).map(|(from, _)| *from)
    }
}

fn horizon(at: Timestamp) -> Timestamp {
    at.checked_add(HORIZON).unwrap_or(Timestamp::MAX)
}

fn epoch_day(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_secs() / DAY_SECONDS
}
