//! Until when something may sleep.

use base::{Actor, Language, Time, jiff_tz::TimeZone, when};
use jiff::civil::{Date, Time as Clock, Weekday};

db::words! {
    /// A time that is one key away.
    pub enum Quick {
        /// At two, while that is still to come.
        Afternoon = "afternoon",
        /// From now.
        TwoHours = "two_hours",
        /// At nine.
        Tomorrow = "tomorrow",
        /// At nine, the next one there is.
        Monday = "monday",
        /// From now.
        Week = "week",
    }
}

const MORNING: Clock = Clock::constant(9, 0, 0, 0);
const AFTERNOON: Clock = Clock::constant(14, 0, 0, 0);

impl Quick {
    /// When that is, where the person's clock hangs; none where it has passed.
    pub fn at(self, zone: &TimeZone, now: Time) -> Option<Time> {
        let here = zone.to_datetime(now.timestamp());
        let at = |date: Date, clock: Clock| {
            zone.to_timestamp(date.to_datetime(clock)).ok().map(Time::from)
        };
        let days = |n: i64| here.date().checked_add(jiff::Span::new().days(n)).ok();
        let found = match self {
            Quick::Afternoon => at(here.date(), AFTERNOON),
            Quick::TwoHours => Some(now.plus_seconds(2 * 3600)),
            Quick::Tomorrow => at(days(1)?, MORNING),
            Quick::Monday => at(here.date().nth_weekday(1, Weekday::Monday).ok()?, MORNING),
            Quick::Week => at(days(7)?, MORNING),
        };
        found.filter(|at| *at > now)
    }
}

/// The quick choices there are now, and in words when each is.
pub fn choices(language: &Language, zone: &TimeZone, now: Time) -> Vec<(Quick, String)> {
    let said = |quick: &Quick| Some((*quick, when(language, zone, now, quick.at(zone, now)?)));
    Quick::ALL.iter().filter_map(said).collect()
}

/// A date and time as a browser sends it, in the person's own zone.
pub fn local_time(actor: &Actor, typed: &str) -> Option<Time> {
    let at: jiff::civil::DateTime = typed.trim().parse().ok()?;
    actor.zone.to_timestamp(at).ok().map(Time::from)
}

/// The time a form means: the one typed, else the one chosen.
pub fn typed(actor: &Actor, now: Time, quick: &str, own: &str) -> Option<Time> {
    match own.trim() {
        "" => Quick::parse(quick).and_then(|quick| quick.at(&actor.zone, now)),
        own => local_time(actor, own),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_choices_are_times_that_come() {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let at = |text: &str| Time::from(text.parse::<jiff::Timestamp>().unwrap());
        // Monday, half past eight in the morning
        let now = at("2026-11-22T21:30:00Z");
        let say = |quick: Quick| quick.at(&zone, now).unwrap().to_string();
        assert_eq!(say(Quick::Afternoon), "2026-11-23T03:00:00Z");
        assert_eq!(say(Quick::TwoHours), "2026-11-22T23:30:00Z");
        assert_eq!(say(Quick::Tomorrow), "2026-11-23T22:00:00Z");
        assert_eq!(say(Quick::Monday), "2026-11-29T22:00:00Z");
        assert_eq!(say(Quick::Week), "2026-11-29T22:00:00Z");
        let evening = at("2026-11-23T07:00:00Z");
        assert_eq!(Quick::Afternoon.at(&zone, evening), None);
        let words = choices(base::language("en"), &zone, evening);
        assert_eq!(words[0], (Quick::TwoHours, "today 20:00".to_owned()));
    }

    #[test]
    fn what_was_typed_goes_before_what_was_chosen() {
        let actor = Actor::system();
        let now = Time::from_micros(0);
        let own = typed(&actor, now, "tomorrow", "1970-01-03T09:00").unwrap();
        assert_eq!(own.to_string(), "1970-01-03T09:00:00Z");
        assert_eq!(typed(&actor, now, "", ""), None);
        assert_eq!(typed(&actor, now, "tomorrow", "soon"), None);
    }
}
