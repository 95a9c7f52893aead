//! When meetings are, and how they recur. Pure. A meeting is said by a clock on a wall: ten o'clock
//! stays ten o'clock when the clocks change. An hour that is left out comes as the one after it, and
//! one that comes twice is the first.

use base::{Problems, Time};
use desk::recurring::Plan;
use jiff::{
    civil::{Date, DateTime, Weekday},
    tz::TimeZone,
};

db::words! {
    /// How often.
    pub enum Recurs {
        /// On the weekday it starts on.
        Weekly = "weekly",
        /// Every other week.
        Fortnightly = "fortnightly",
        /// On the day of the month it starts on; in a shorter month on its last day.
        Monthly = "monthly",
        /// On the second Tuesday, say, as the day it starts on is.
        NthWeekday = "nth_weekday",
        /// On the last such weekday of a month.
        LastWeekday = "last_weekday",
        /// By a rule of one's own (RFC 5545).
        Own = "own",
    }
}

db::words! {
    /// What becomes of a date on which one side is closed.
    pub enum Skipping {
        /// It moves to the next working day.
        Move = "move",
        /// There is none that time.
        LeaveOut = "leave_out",
        /// It is held all the same.
        Keep = "keep",
    }
}

/// So many dates of a series stand in the calendar ahead; more follow as time passes.
pub const AHEAD: usize = 6;

/// The last day of a year for which a first date may be planned from now.
const FARTHEST_YEARS: i16 = 5;

fn weekday(day: Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        [usize::from(day.to_monday_zero_offset().unsigned_abs())]
}

/// The rule of a choice for what starts then; of one's own the text, if it can be read.
pub fn rule_of(recurs: Recurs, starts: DateTime, own: &str) -> Option<String> {
    let day = starts.day();
    Some(match recurs {
        Recurs::Weekly => "FREQ=WEEKLY".to_owned(),
        Recurs::Fortnightly => "FREQ=WEEKLY;INTERVAL=2".to_owned(),
        Recurs::Monthly if day <= 28 => format!("FREQ=MONTHLY;BYMONTHDAY={day}"),
        Recurs::Monthly => {
            let days: Vec<_> = (28..=day).map(|day| day.to_string()).collect();
            format!("FREQ=MONTHLY;BYMONTHDAY={};BYSETPOS=-1", days.join(","))
        }
        // there is not always a fifth
        Recurs::NthWeekday if day > 28 => {
            format!("FREQ=MONTHLY;BYDAY=-1{}", weekday(starts.weekday()))
        }
        Recurs::NthWeekday => {
            format!("FREQ=MONTHLY;BYDAY={}{}", (day - 1) / 7 + 1, weekday(starts.weekday()))
        }
        Recurs::LastWeekday => format!("FREQ=MONTHLY;BYDAY=-1{}", weekday(starts.weekday())),
        Recurs::Own => return desk::recurring::own_rule(own),
    })
}

/// A time in which nobody is there.
#[derive(Clone, Debug)]
pub struct Closure {
    /// From when.
    pub from: Time,
    /// Until when.
    pub until: Time,
    /// "Boxing Day".
    pub title: String,
}

/// Where a date of a series comes to lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// There; moved because of a closure, where it is named.
    At(Time, Option<String>),
    /// Left out because of a closure.
    LeftOut(String),
}

/// Puts a date of a series where it can be held.
pub fn place(
    slot: Time,
    minutes: i64,
    zone: &TimeZone,
    (skipping, closures): (Skipping, &[Closure]),
) -> Placed {
    let closed = |at: Time| {
        let end = at.plus_seconds(minutes * 60);
        closures.iter().find(|one| one.from < end && at < one.until)
    };
    let Some(why) = closed(slot).filter(|_| skipping != Skipping::Keep) else {
        return Placed::At(slot, None);
    };
    if skipping == Skipping::LeaveOut {
        return Placed::LeftOut(why.title.clone());
    }
    let local = zone.to_datetime(slot.timestamp());
    let mut date = local.date();
    for _ in 0..31 {
        date = date.tomorrow().unwrap_or(date);
        let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        let at = zone.to_ambiguous_timestamp(date.to_datetime(local.time())).compatible();
        if let (false, Ok(at)) = (is_weekend, at.map(Time::from))
            && closed(at).is_none()
        {
            return Placed::At(at, Some(why.title.clone()));
        }
    }
    Placed::LeftOut(why.title.clone())
}

/// When a meeting is, as typed.
#[derive(Clone, Debug)]
pub struct When {
    /// By the clock there.
    pub local: DateTime,
    /// Whose clock, by its IANA name.
    pub zone_name: String,
    /// The instant.
    pub at: Time,
    /// How long, in minutes.
    pub minutes: i64,
}

/// Reads when a meeting is, or says what is wrong with it.
pub fn read_when(
    problems: &mut Problems,
    (starts, zone_name, minutes): (&str, &str, &str),
    now: Time,
) -> Option<When> {
    let length = minutes.trim().parse::<i64>().ok().filter(|n| (5..=480).contains(n));
    if length.is_none() {
        problems.add("minutes", "problem-meeting-minutes");
    }
    let zone = TimeZone::get(zone_name.trim())
        .ok()
        .filter(|_| zone_name.contains('/') || zone_name == "UTC");
    if zone.is_none() {
        problems.add("time_zone", "problem-choose");
    }
    let local: Option<DateTime> = starts.trim().parse().ok();
    let zone = zone?;
    let at = local.and_then(|local| zone.to_ambiguous_timestamp(local).compatible().ok());
    let Some((local, at)) = local.zip(at.map(Time::from)) else {
        problems.add("starts", "problem-time");
        return None;
    };
    let last = zone.to_datetime(now.timestamp()).year() + FARTHEST_YEARS;
    match () {
        () if at <= now => problems.add("starts", "problem-meeting-past"),
        () if local.year() > last => problems.add("starts", "problem-meeting-far"),
        () => {}
    }
    let zone_name = zone.iana_name().unwrap_or("UTC").to_owned();
    Some(When { local, zone_name, at, minutes: length? })
}

/// Reads the last day of a series: empty is none.
pub fn read_until(problems: &mut Problems, typed: &str, starts: Option<&When>) -> Option<Date> {
    if typed.trim().is_empty() {
        return None;
    }
    let date: Option<Date> = typed.trim().parse().ok();
    match (date, starts) {
        (None, _) => problems.add("until", "problem-date"),
        (Some(date), Some(when)) if date < when.local.date() => {
            problems.add("until", "problem-meeting-until");
        }
        _ => {}
    }
    date
}

/// The next dates of a series, after one.
pub fn slots(plan: &Plan, after: Time, most: usize) -> Vec<Time> {
    plan.after(after, most)
}

/// The day after a meeting by which one may look back at it as the last one: the instant it ends.
pub fn end_of(starts_at: Time, minutes: i64) -> Time {
    starts_at.plus_seconds(minutes * 60)
}

/// An address that leads to a meeting room on the net: empty, or on the web.
pub fn read_link(problems: &mut Problems, typed: &str) -> String {
    let link = problems.optional_line("link", typed, 500);
    let is_web = link.starts_with("https://") || link.starts_with("http://");
    if !link.is_empty() && (!is_web || link.contains(char::is_whitespace) || link.contains('"')) {
        problems.add("link", "problem-meeting-link");
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    fn melbourne() -> TimeZone {
        TimeZone::get("Australia/Melbourne").unwrap()
    }

    fn at(text: &str) -> Time {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    fn dates(recurs: Recurs, starts: &str, most: usize) -> Vec<String> {
        let starts_at: DateTime = starts.parse().unwrap();
        let rule = rule_of(recurs, starts_at, "").unwrap();
        let plan = Plan { rule, starts_at, ends_on: None, zone: melbourne() };
        let local =
            |at: &Time| melbourne().to_datetime(at.timestamp()).strftime("%a %F %H:%M").to_string();
        slots(&plan, Time::from_micros(0), most).iter().map(local).collect()
    }

    #[test]
    fn ten_oclock_stays_ten_oclock() {
        let weekly = dates(Recurs::Weekly, "2026-09-29T10:00", 2);
        assert_eq!(weekly, ["Tue 2026-09-29 10:00", "Tue 2026-10-06 10:00"]);
        let second = dates(Recurs::NthWeekday, "2026-11-10T10:00", 3);
        assert_eq!(second[1..], ["Tue 2026-12-08 10:00", "Tue 2027-01-12 10:00"]);
        let last = dates(Recurs::NthWeekday, "2026-11-30T10:00", 2);
        assert_eq!(last[1], "Mon 2026-12-28 10:00");
        let end = dates(Recurs::Monthly, "2027-01-31T10:00", 3);
        assert_eq!(end[1..], ["Sun 2027-02-28 10:00", "Wed 2027-03-31 10:00"]);
        assert_eq!(dates(Recurs::Fortnightly, "2026-11-24T10:00", 2)[1], "Tue 2026-12-08 10:00");
    }

    #[test]
    fn an_hour_that_is_left_out_or_comes_twice_has_an_answer() {
        // on 4 October 2026 the clock goes from two to three
        let gap = dates(Recurs::Weekly, "2026-09-27T02:30", 3);
        assert_eq!(gap[1..], ["Sun 2026-10-04 03:30", "Sun 2026-10-11 02:30"]);
        let mut problems = Problems::default();
        let now = at("2026-01-01T00:00:00Z");
        let read = |problems: &mut Problems, starts| {
            read_when(problems, (starts, "Australia/Melbourne", "60"), now).unwrap().at
        };
        assert_eq!(read(&mut problems, "2026-10-04T02:30"), at("2026-10-03T16:30:00Z"));
        // on 5 April it is half past two twice: the first counts
        assert_eq!(read(&mut problems, "2026-04-05T02:30"), at("2026-04-04T15:30:00Z"));
        assert!(problems.0.is_empty());
    }

    #[test]
    fn a_holiday_moves_a_meeting_or_leaves_it_out() {
        let slot = at("2026-12-24T23:00:00Z");
        let closed = |from: &str, until: &str| Closure {
            from: at(from),
            until: at(until),
            title: "Christmas".into(),
        };
        // Friday the 25th and Monday the 28th, there
        let days = [
            closed("2026-12-24T13:00:00Z", "2026-12-25T13:00:00Z"),
            closed("2026-12-27T13:00:00Z", "2026-12-28T13:00:00Z"),
        ];
        let put = |how| place(slot, 60, &melbourne(), (how, &days));
        let why = Some("Christmas".to_owned());
        assert_eq!(put(Skipping::Move), Placed::At(at("2026-12-28T23:00:00Z"), why));
        assert_eq!(put(Skipping::LeaveOut), Placed::LeftOut("Christmas".into()));
        assert_eq!(put(Skipping::Keep), Placed::At(slot, None));
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let now = at("2026-11-22T23:00:00Z");
        let wrong = |starts, zone, minutes| {
            let mut problems = Problems::default();
            read_when(&mut problems, (starts, zone, minutes), now);
            problems.0.into_iter().map(|one| (one.field, one.key)).collect::<Vec<_>>()
        };
        let there = "Australia/Melbourne";
        assert_eq!(wrong("2026-11-23T09:00", there, "60")[0].1, "problem-meeting-past");
        assert_eq!(wrong("2026-12-23T09:00", there, "0")[0].0, "minutes");
        assert_eq!(wrong("2026-12-23T09:00", "Mars/Base", "60")[0].0, "time_zone");
        assert_eq!(wrong("soon", there, "60")[0].1, "problem-time");
        assert_eq!(wrong("9999-12-31T23:59", there, "60").len(), 1);
        let mut problems = Problems::default();
        let when = read_when(&mut problems, ("2026-12-23T09:00", there, "60"), now);
        read_until(&mut problems, "2026-12-01", when.as_ref());
        assert_eq!(problems.0[0].key, "problem-meeting-until");
        assert_eq!(read_link(&mut problems, "javascript:x"), "javascript:x");
        assert_eq!(problems.0[1].key, "problem-meeting-link");
    }
}
