//! Promises as people make them: "within the hour". Pure.

use base::{Time, jiff_tz::TimeZone};
use calendar::Calendar;

db::words! {
    /// A time that is quick to promise.
    pub enum Quick {
        /// Sixty minutes from now.
        Hour = "hour",
        /// When help closes today.
        Today = "today",
        /// Tomorrow at twelve.
        Tomorrow = "tomorrow",
    }
}

impl Quick {
    /// The time that is meant, by the clock of whoever promises; none where it has passed already.
    pub fn at(self, calendar: &Calendar, zone: &TimeZone, now: Time) -> Option<Time> {
        let here = zone.to_datetime(now.timestamp());
        let local = |at: jiff::civil::DateTime| zone.to_timestamp(at).ok().map(Time::from);
        match self {
            Quick::Hour => Some(now.plus_seconds(3600)),
            Quick::Today => {
                let closing = calendar.closes_at(now.timestamp()).map(Time::from);
                let is_today = |at: &Time| zone.to_datetime(at.timestamp()).date() == here.date();
                let late = || local(here.date().at(17, 30, 0, 0));
                closing.filter(is_today).or_else(late).filter(|at| *at > now)
            }
            Quick::Tomorrow => local(here.date().tomorrow().ok()?.at(12, 0, 0, 0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calendar::WeeklyHours;

    fn at(text: &str) -> Time {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    fn promised(quick: Quick, now: &str) -> Option<String> {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let hours = WeeklyHours::parse("Mon-Fri 08:30-17:00").unwrap();
        let calendar = Calendar::new(hours, zone.clone());
        quick.at(&calendar, &zone, at(now)).map(|at| at.to_string())
    }

    #[test]
    fn the_quick_promises_mean_what_people_mean_by_them() {
        // Monday, ten in the morning
        let now = "2026-11-22T23:00:00Z";
        assert_eq!(promised(Quick::Hour, now).unwrap(), "2026-11-23T00:00:00Z");
        assert_eq!(promised(Quick::Today, now).unwrap(), "2026-11-23T06:00:00Z", "at five");
        assert_eq!(promised(Quick::Tomorrow, now).unwrap(), "2026-11-24T01:00:00Z", "at noon");
    }

    #[test]
    fn the_end_of_a_day_that_is_over_cannot_be_promised() {
        // twenty past five: help is closed, half past five is still to come
        assert_eq!(promised(Quick::Today, "2026-11-23T06:20:00Z").unwrap(), "2026-11-23T06:30:00Z");
        assert_eq!(promised(Quick::Today, "2026-11-23T09:00:00Z"), None);
    }
}
