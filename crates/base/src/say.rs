//! Time and size as people say them.

use crate::Language;
use db::Time;
use jiff::tz::TimeZone;

/// When something is or was, seen from now: "today 14:30", "tomorrow 09:00", "Friday 14:30",
/// "12 November", "12 November 2025".
pub fn when(language: &Language, zone: &TimeZone, now: Time, at: Time) -> String {
    day_and_clock(language, zone, now, at).0
}

/// As `when`, with the clock even when it is long ago: whoever reads back what happened asks what
/// came first, and the day alone does not say.
pub fn moment(language: &Language, zone: &TimeZone, now: Time, at: Time) -> String {
    match day_and_clock(language, zone, now, at) {
        (said, None) => said,
        (day, Some(clock)) => language.with("when-moment", &[("day", &day), ("clock", &clock)]),
    }
}

/// What `when` says, and the clock where that leaves it out.
fn day_and_clock(
    language: &Language,
    zone: &TimeZone,
    now: Time,
    at: Time,
) -> (String, Option<String>) {
    let (here, there) = (zone.to_datetime(now.timestamp()), zone.to_datetime(at.timestamp()));
    let clock = format!("{:02}:{:02}", there.hour(), there.minute());
    let days = there.date().since(here.date()).map_or(0, |span| span.get_days());
    let weekday = || language.t(WEEKDAYS[there.weekday().to_monday_zero_offset() as usize]);
    let near = match days {
        0 => language.with("when-today", &[("clock", &clock)]),
        1 => language.with("when-tomorrow", &[("clock", &clock)]),
        -1 => language.with("when-yesterday", &[("clock", &clock)]),
        -6..=6 => language.with("when-weekday", &[("day", weekday()), ("clock", &clock)]),
        _ if there.year() == here.year() => {
            let month = language.t(MONTHS[there.month() as usize - 1]);
            let day = there.day().to_string();
            return (language.with("when-day", &[("day", &day), ("month", month)]), Some(clock));
        }
        _ => return (day_in_words(language, there.date()), Some(clock)),
    };
    (near, None)
}

/// "Tuesday 24 November 2026, 10:00", by some clock.
pub fn moment_there(language: &Language, zone: &TimeZone, at: Time) -> String {
    let there = zone.to_datetime(at.timestamp());
    let weekday = format!("weekday-{}", there.weekday().to_monday_one_offset());
    let clock = format!("{:02}:{:02}", there.hour(), there.minute());
    let day = day_in_words(language, there.date());
    let args =
        [("weekday", language.t(&weekday)), ("day", day.as_str()), ("clock", clock.as_str())];
    language.with("meeting-moment", &args)
}

/// "12 November".
pub fn day_and_month(language: &Language, date: jiff::civil::Date) -> String {
    let month = language.t(MONTHS[date.month() as usize - 1]);
    language.with("when-day", &[("day", &date.day().to_string()), ("month", month)])
}

/// "12 November 2025".
pub fn day_in_words(language: &Language, date: jiff::civil::Date) -> String {
    let month = language.t(MONTHS[date.month() as usize - 1]);
    let day = date.day().to_string();
    let year = format!("\u{2060}{}", date.year());
    language.with("when-date", &[("day", &day), ("month", month), ("year", &year)])
}

/// A day seen from another: "today", "tomorrow", "yesterday", "Wednesday" within the next six days,
/// "12 November", and the year only where it is another one.
pub fn near_day(language: &Language, today: jiff::civil::Date, date: jiff::civil::Date) -> String {
    match date.since(today).map_or(i32::MAX, |span| span.get_days()) {
        0 => language.t("day-today").to_owned(),
        1 => language.t("day-tomorrow").to_owned(),
        -1 => language.t("day-yesterday").to_owned(),
        2..=6 => language.t(WEEKDAYS[date.weekday().to_monday_zero_offset() as usize]).to_owned(),
        _ if date.year() == today.year() => day_and_month(language, date),
        _ => day_in_words(language, date),
    }
}

const WEEKDAYS: [&str; 7] =
    ["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"];
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

/// The time an event stores, if what it stores is one.
pub fn stored_time(stored: &str) -> Option<Time> {
    stored.parse::<jiff::Timestamp>().ok().map(Time::from)
}

/// What an event stores, as people read it: "on_hold" is "On hold", "our_mistake: ..." begins with
/// the cause in words.
pub fn stored_in_words(language: &Language, stored: &str) -> String {
    for prefix in ["state-", "priority-"] {
        if let Some(word) = language.plain(&format!("{prefix}{stored}")) {
            return word.to_owned();
        }
    }
    if let Some((first, rest)) = stored.split_once(": ") {
        for prefix in ["hold-", "cause-", "relation-"] {
            if let Some(word) = language.plain(&format!("{prefix}{first}")) {
                return format!("{word}: {rest}");
            }
        }
    }
    stored.to_owned()
}

/// How long, in one short unit: "12 min", "2 h", "3 d", "5 wk".
pub fn age(language: &Language, seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    let (key, n) = match minutes {
        0 => return language.t("age-now").to_owned(),
        1..=90 => ("age-unit-minutes", minutes),
        91..=2879 => ("age-unit-hours", minutes / 60),
        2880..=43199 => ("age-unit-days", minutes / 1440),
        _ => ("age-unit-weeks", minutes / 10080),
    };
    // a blank that does not break
    format!("{n}\u{a0}{}", language.t(key))
}

/// A file's size in a unit people know.
pub fn size(language: &Language, bytes: u64) -> String {
    match bytes {
        0..=999 => format!("{bytes}\u{a0}{}", language.t("unit-bytes")),
        1000..=999_999 => format!("{}\u{a0}{}", bytes / 1000, language.t("unit-kilobytes")),
        _ => format!(
            "{}.{}\u{a0}{}",
            bytes / 1_000_000,
            bytes / 100_000 % 10,
            language.t("unit-megabytes")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;

    fn at(text: &str) -> Time {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let say = |t| when(language("en"), &zone, at("2026-11-23T01:00:00Z"), at(t));
        assert_eq!(say("2026-11-23T03:30:00Z"), "today 14:30");
        assert_eq!(say("2026-11-23T22:00:00Z"), "tomorrow 09:00");
        assert_eq!(say("2026-11-27T03:30:00Z"), "Friday 14:30");
        assert_eq!(say("2026-11-20T03:30:00Z"), "Friday 14:30");
        assert_eq!(say("2026-12-24T03:30:00Z"), "24 December");
        assert_eq!(say("2025-12-24T03:30:00Z").replace('\u{2060}', ""), "24 December 2025");
    }

    #[test]
    fn ages_have_one_unit() {
        let say = |s| age(language("en"), s).replace('\u{a0}', " ");
        assert_eq!(say(20), "now");
        assert_eq!(say(12 * 60), "12 min");
        assert_eq!(say(2 * 3600 + 60), "2 h");
        assert_eq!(say(3 * 86400), "3 d");
        assert_eq!(say(40 * 86400), "5 wk");
    }

    #[test]
    fn what_is_stored_is_told_in_words() {
        let say = |stored| stored_in_words(language("en"), stored);
        assert_eq!(say("on_hold"), "On hold");
        assert_eq!(say("our_mistake: a rule"), "We got this wrong: a rule");
        assert_eq!(say("Northside: open late"), "Northside: open late");
        assert_eq!(stored_time("Library"), None);
        assert_eq!(stored_time("2026-11-23T01:00:00Z"), Some(at("2026-11-23T01:00:00Z")));
    }

    #[test]
    fn sizes_have_a_unit() {
        assert_eq!(size(language("en"), 12_345).replace('\u{a0}', " "), "12 kB");
        assert_eq!(size(language("en"), 2_340_000).replace('\u{a0}', " "), "2.3 MB");
    }
}
