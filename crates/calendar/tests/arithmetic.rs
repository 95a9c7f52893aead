//! Known days, and every property compared with a slow oracle that looks at each minute.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::time::Duration;

use calendar::{Calendar, WeeklyHours};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

fn calendar(hours: &str, zone: &str) -> Calendar {
    Calendar::new(WeeklyHours::parse(hours).unwrap(), TimeZone::get(zone).unwrap())
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The ranges of each weekday in minutes, Monday first.
type Week = Vec<Vec<(i16, i16)>>;

/// Everything a calendar is made of, kept in the plainest form so that the oracle shares no code.
#[derive(Clone, Debug)]
struct Plan {
    zone: TimeZone,
    week: Week,
    closures: Vec<(Date, Date)>,
    /// Days with a week of their own; the last one that fits counts.
    periods: Vec<(Date, Date, Week)>,
    shut: Vec<(Timestamp, Timestamp)>,
}

fn typed(week: &[Vec<(i16, i16)>]) -> WeeklyHours {
    let mut typed = String::new();
    for (name, ranges) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().zip(week) {
        for (index, (start, end)) in ranges.iter().enumerate() {
            let lead = if index == 0 { format!("; {name} ") } else { ", ".into() };
            let clock = |minute: &i16| format!("{:02}:{:02}", minute / 60, minute % 60);
            typed += &format!("{lead}{}-{}", clock(start), clock(end));
        }
    }
    WeeklyHours::parse(&typed).unwrap()
}

impl Plan {
    fn calendar(&self) -> Calendar {
        let mut calendar = Calendar::new(typed(&self.week), self.zone.clone())
            .with_closures(self.closures.clone())
            .with_shut(self.shut.clone());
        for (first, last, week) in &self.periods {
            calendar = calendar.with_period((*first, *last), typed(week));
        }
        calendar
    }

    /// The oracle: what does the clock on the wall show, and is that inside the hours?
    fn is_open(&self, at: Timestamp) -> bool {
        let wall = self.zone.to_datetime(at);
        let minute = i16::from(wall.hour()) * 60 + i16::from(wall.minute());
        let day = wall.date().weekday().to_monday_zero_offset();
        let is_closed =
            self.closures.iter().any(|(a, b)| (*a.min(b)..=*a.max(b)).contains(&wall.date()));
        let is_of = |(a, b, _): &&(Date, Date, _)| (*a.min(b)..=*a.max(b)).contains(&wall.date());
        let ranges = match self.periods.iter().rev().find(is_of) {
            Some((.., week)) => &week[day as usize],
            None if is_closed => return false,
            None => &self.week[day as usize],
        };
        ranges.iter().any(|(start, end)| (*start..*end).contains(&minute))
            && !self.shut.iter().any(|(from, until)| (*from..*until).contains(&at))
    }
}

fn zone() -> impl Strategy<Value = TimeZone> {
    prop::sample::select(vec!["Australia/Melbourne", "Europe/Berlin", "America/St_Johns"])
        .prop_map(|name| TimeZone::get(name).unwrap())
}

fn week() -> impl Strategy<Value = Week> {
    // Half of the ranges begin at night, where the clocks change.
    let start = prop_oneof![0i16..240, 0i16..1440];
    let length = prop_oneof![1i16..180, 1i16..=1440];
    let range = (start, length).prop_map(|(start, length)| (start, (start + length).min(1440)));
    prop::collection::vec(prop::collection::vec(range, 0..4), 7)
}

/// A plan, and a whole minute in 1988-2040 close to a change of its clocks three times out of four.
fn plan_and_minute() -> impl Strategy<Value = (Plan, Timestamp)> {
    let second = 567_993_600i64..2_208_988_800;
    let closures = prop::collection::vec((-6i64..9, -1i64..3), 0..3);
    let periods = prop::collection::vec((-6i64..9, -1i64..3, week()), 0..3);
    let shut = prop::collection::vec((-3000i64..6000, 0i64..900), 0..3);
    let differs = (closures, periods, shut);
    (zone(), week(), differs, second, -4320i64..1440, 0..4).prop_map(
        |(zone, week, (closures, periods, shut), second, shift, is_anywhere)| {
            let any = Timestamp::from_second(second - second.rem_euclid(60)).unwrap();
            let change = zone.following(any).next().unwrap().timestamp();
            let base = if is_anywhere == 0 { any } else { change };
            let from = base + SignedDuration::from_mins(shift);
            let today = zone.to_datetime(from).date();
            let day = |offset: i64| today + SignedDuration::from_hours(24 * offset);
            let closures =
                closures.iter().map(|(first, more)| (day(*first), day(first + more))).collect();
            let periods = periods
                .into_iter()
                .map(|(first, more, week)| (day(first), day(first + more), week))
                .collect();
            let minutes = |minutes: i64| from + SignedDuration::from_mins(minutes);
            let shut =
                shut.iter().map(|(first, more)| (minutes(*first), minutes(first + more))).collect();
            (Plan { zone, week, closures, periods, shut }, from)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn it_agrees_with_looking_at_every_minute((plan, from) in plan_and_minute(), ends_at in 0usize..2880) {
        let calendar = plan.calendar();
        let minutes: Vec<Timestamp> = (0..4 * 1440).map(|m| from + SignedDuration::from_mins(m)).collect();
        let open: Vec<bool> = minutes.iter().map(|minute| plan.is_open(*minute)).collect();
        for (minute, is_open) in minutes.iter().zip(&open) {
            prop_assert_eq!(calendar.is_open(*minute), *is_open, "{}", minute);
        }

        let counted = open[..ends_at].iter().filter(|is_open| **is_open).count() as u32;
        prop_assert_eq!(calendar.between(from, minutes[ends_at]), MINUTE * counted);

        // The instant at which the n-th open minute is over is the answer to adding n minutes.
        if let Some(last) = (0..ends_at).rev().find(|minute| open[*minute]) {
            prop_assert_eq!(calendar.add(from, MINUTE * counted), Some(minutes[last + 1]));
        }
        if let Some(first) = open.iter().position(|is_open| *is_open) {
            prop_assert_eq!(calendar.next_open(from), Some(minutes[first]));
            let shut = open[first..].iter().position(|is_open| !is_open);
            if let Some(shut) = shut {
                prop_assert_eq!(calendar.closes_at(minutes[first]), Some(minutes[first + shut]));
            }
        }
        if !open[0] {
            prop_assert_eq!(calendar.closes_at(from), None);
        }
    }

    #[test]
    fn adding_then_measuring_returns_what_was_added(
        (plan, from) in plan_and_minute(),
        nanos in 0u64..2_000_000_000_000_000,
        early in 0i64..60_000_000_000,
    ) {
        let (calendar, working) = (plan.calendar(), Duration::from_nanos(nanos));
        let from = from - SignedDuration::from_nanos(early);
        if let Some(due) = calendar.add(from, working) {
            prop_assert!(due >= from);
            prop_assert_eq!(calendar.between(from, due), working);
            // It is the earliest such instant: a nanosecond before, the work is not done.
            if nanos > 0 {
                let before = due - SignedDuration::from_nanos(1);
                prop_assert!(calendar.is_open(before));
                prop_assert_eq!(calendar.between(from, before), working - Duration::from_nanos(1));
            }
        } else {
            prop_assert!(plan.week.iter().all(Vec::is_empty));
        }
    }

    #[test]
    fn it_never_runs_backwards(
        (plan, from) in plan_and_minute(),
        later in 0i64..40_000_000,
        working in 0u64..3_000_000,
        more in 0u64..500_000,
    ) {
        let calendar = plan.calendar();
        let later = from + SignedDuration::from_secs(later);
        let add = |at, seconds| calendar.add(at, Duration::from_secs(seconds));
        if let (Some(due), Some(due_with_more), Some(due_later)) =
            (add(from, working), add(from, working + more), add(later, working))
        {
            prop_assert!(from <= due && due <= due_with_more && due <= due_later);
            prop_assert_eq!(add(due, more), Some(due_with_more).filter(|_| more > 0).or(Some(due)));
        }
        if let Some(opens) = calendar.next_open(later) {
            prop_assert!(opens >= later && calendar.is_open(opens));
            prop_assert_eq!(calendar.between(later, opens), Duration::ZERO);
            if let Some(closes) = calendar.closes_at(opens) {
                prop_assert!(closes > opens && !calendar.is_open(closes));
                prop_assert_eq!(calendar.between(opens, closes), closes.duration_since(opens).unsigned_abs());
            }
        }
        prop_assert_eq!(calendar.between(later, from), Duration::ZERO);
    }

    #[test]
    fn adjacent_intervals_add_up((plan, from) in plan_and_minute(), first in 0i64..40_000_000_000, second in 0i64..40_000_000_000) {
        let calendar = plan.calendar();
        let middle = from + SignedDuration::from_millis(first);
        let end = middle + SignedDuration::from_millis(second);
        prop_assert_eq!(calendar.between(from, middle) + calendar.between(middle, end), calendar.between(from, end));
        prop_assert!(calendar.between(from, end) <= end.duration_since(from).unsigned_abs());
    }
}

#[test]
fn summer_hours_and_a_morning_that_is_shut_count_as_they_are() {
    let day = date(2026, 12, 28);
    let summer = WeeklyHours::parse("Mon-Fri 10-14").unwrap();
    let closed = (date(2026, 12, 25), date(2026, 12, 31));
    let morning = (at("2026-12-28T23:00:00Z"), at("2026-12-29T01:00:00Z"));
    let calendar = calendar("Mon-Fri 09:00-17:00", "Australia/Melbourne")
        .with_closures([closed])
        .with_period((day, date(2026, 12, 30)), summer)
        .with_shut([morning]);
    // Christmas Eve at four: an hour is left; Monday has four; Tuesday opens at noon
    let due = calendar.add(at("2026-12-24T05:00:00Z"), HOUR * 6).unwrap();
    assert_eq!(due, at("2026-12-29T02:00:00Z"));
    assert_eq!(calendar.between(at("2026-12-24T05:00:00Z"), due), HOUR * 6);
    assert_eq!(calendar.closes_at(at("2026-12-28T00:00:00Z")), Some(at("2026-12-28T03:00:00Z")));
    assert_eq!(calendar.next_open(morning.0), Some(morning.1));
    assert!(!calendar.is_open(at("2026-12-31T00:00:00Z")));
}

#[test]
fn a_request_on_friday_evening_is_due_on_monday() {
    let desk = calendar("Mon-Fri 9-17", "Australia/Melbourne");
    let friday = at("2025-06-06T16:30+10");
    assert_eq!(desk.add(friday, HOUR), Some(at("2025-06-09T09:30+10")));
    assert_eq!(desk.add(friday, HOUR / 2), Some(at("2025-06-06T17:00+10")));
    assert_eq!(desk.between(friday, at("2025-06-09T09:30+10")), HOUR);
    assert_eq!(
        desk.add(at("2025-06-07T12:00+10"), Duration::ZERO),
        Some(at("2025-06-07T12:00+10"))
    );

    let with_holiday = desk.with_closures([(date(2025, 6, 9), date(2025, 6, 9))]);
    assert_eq!(with_holiday.add(friday, HOUR), Some(at("2025-06-10T09:30+10")));
    assert_eq!(with_holiday.next_open(at("2025-06-06T17:00+10")), Some(at("2025-06-10T09:00+10")));
}

#[test]
fn a_night_with_a_clock_change_has_its_real_length() {
    let night = calendar("Sun 0-6", "Europe/Berlin");
    assert_eq!(night.between(at("2025-03-29T12:00Z"), at("2025-03-30T12:00Z")), HOUR * 5);
    assert_eq!(night.between(at("2025-10-25T12:00Z"), at("2025-10-26T12:00Z")), HOUR * 7);
    assert_eq!(night.closes_at(at("2025-10-25T22:00Z")), Some(at("2025-10-26T05:00Z")));
    // Hours inside the hour that never happens.
    let skipped = calendar("Sun 2:00-3:00", "Europe/Berlin");
    assert_eq!(skipped.next_open(at("2025-03-30T00:00Z")), Some(at("2025-04-06T00:00Z")));
}

#[test]
fn a_date_that_never_happened_has_no_hours() {
    // Samoa skipped 30 December 2011.
    let apia = calendar("daily 9-17", "Pacific/Apia");
    assert_eq!(apia.between(at("2011-12-29T00:00-10"), at("2012-01-01T00:00+14")), HOUR * 16);
}

#[test]
fn around_the_clock_means_every_second() {
    let always = Calendar::new(WeeklyHours::always(), TimeZone::get("America/St_Johns").unwrap());
    let (a, b) = (at("2025-01-01T00:00:00.25Z"), at("2026-01-01T00:00Z"));
    assert_eq!(always.between(a, b), b.duration_since(a).unsigned_abs());
    assert_eq!(always.add(a, HOUR * 24 * 365), a.checked_add(HOUR * 24 * 365).ok());
    assert_eq!(always.add(a, HOUR * 24 * 3000), a.checked_add(HOUR * 24 * 3000).ok());
    assert_eq!(always.closes_at(a), None);
    let midnight = at("2025-01-01T00:00Z");
    assert_eq!(calendar("24/7", "UTC").closes_at(midnight), None);
    let with_holiday = always.with_closures([(date(2025, 12, 26), date(2025, 12, 25))]);
    assert_eq!(with_holiday.closes_at(a), Some(at("2025-12-25T00:00-03:30")));
    assert_eq!(with_holiday.next_open(at("2025-12-25T12:00Z")), Some(at("2025-12-27T00:00-03:30")));
}

#[test]
fn what_never_opens_gives_up() {
    let never = Calendar::new(WeeklyHours::default(), TimeZone::UTC);
    let now = at("2025-01-01T00:00Z");
    assert_eq!(never.next_open(now), None);
    assert_eq!(never.add(now, MINUTE), None);
    assert_eq!(never.between(now, at("2035-01-01T00:00Z")), Duration::ZERO);

    let day = |days: i64| date(2025, 1, 1) + SignedDuration::from_hours(24 * days);
    let shut = |days: i64| calendar("24/7", "UTC").with_closures([(day(0), day(days - 1))]);
    assert_eq!(shut(399).add(now, MINUTE), Some(at("2026-02-04T00:01Z")));
    assert_eq!(shut(400).next_open(now), None);
    assert_eq!(shut(400).add(now, MINUTE), None);
}

#[test]
fn the_ends_of_time_are_survived() {
    for zone in ["America/St_Johns", "Pacific/Apia", "UTC"] {
        let always = calendar("24/7", zone);
        let (min, max) = (Timestamp::MIN, Timestamp::MAX);
        assert!(always.is_open(min) && always.is_open(max));
        assert_eq!(always.next_open(min), Some(min));
        assert_eq!(always.closes_at(max), None);
        assert_eq!(always.add(max, MINUTE), None);
        assert_eq!(always.add(at("9999-01-01T00:00Z"), Duration::MAX), None);
        assert_eq!(always.between(at("-009999-02-01T00:00Z"), min), Duration::ZERO);
        assert_eq!(
            always.between(at("9999-12-30T00:00Z"), max),
            max.duration_since(at("9999-12-30T00:00Z")).unsigned_abs()
        );
        assert!(calendar("Mon 9-17", zone).next_open(min).is_some());
    }
}

#[test]
fn instants_before_1970_are_placed_in_the_right_minute() {
    let morning = calendar("daily 9-17", "UTC");
    assert!(!morning.is_open(at("1969-12-31T08:59:59.5Z")));
    assert!(morning.is_open(at("1969-12-31T16:59:59.5Z")));
    assert_eq!(morning.next_open(at("1969-12-31T23:59:59.5Z")), Some(at("1970-01-01T09:00Z")));
}
