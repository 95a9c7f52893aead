//! What somebody can be told about, how, and when. Pure.

use base::{Problems, Result, Time, jiff_tz::TimeZone};
use jiff::civil::{Date, Time as Clock};

db::words! {
    /// What a piece of news is to the person who is told it.
    pub enum Kind {
        /// News on what they asked for.
        Request = "request",
        /// They were given a ticket, and what comes in on it.
        Assigned = "assigned",
        /// A ticket for their team that nobody has yet.
        Team = "team",
        /// They were named, or asked for help, or answered when they asked; and what the two sides
        /// do that concerns them.
        Asked = "asked",
        /// News on what they follow.
        Following = "following",
        /// Something of theirs is due.
        Reminder = "reminder",
        /// The question how it felt; it comes by mail or not at all.
        Felt = "felt",
    }
}

db::words! {
    /// How they are told.
    pub enum Way {
        /// In the list in Footbridge, with a number in the bar.
        App = "app",
        /// A mail at once.
        Mail = "mail",
        /// One mail for many things.
        Digest = "digest",
        /// Not at all.
        None = "none",
    }
}

impl Kind {
    /// What a notice with this key is to somebody.
    pub fn of(key: &str, is_requester: bool, is_assignee: bool) -> Self {
        let begins = |start: &str| key.starts_with(start);
        match () {
            () if begins("mentioned") || begins("assist") || begins("refer") => Kind::Asked,
            () if key == "kept-unhappy" => Kind::Asked,
            () if key == "felt-asked" => Kind::Felt,
            () if begins("task") || begins("recurring") => Kind::Reminder,
            () if key == "assigned" => Kind::Assigned,
            () if is_requester => Kind::Request,
            () if is_assignee => Kind::Assigned,
            () => Kind::Following,
        }
    }

    /// Why a letter comes to somebody, as the key of a sentence.
    pub fn why(self) -> &'static str {
        match self {
            Kind::Request => "mail-why-request",
            Kind::Assigned => "mail-why-assigned",
            Kind::Team => "mail-why-team",
            Kind::Asked => "mail-why-asked",
            Kind::Following => "mail-why-following",
            Kind::Reminder => "mail-why-reminder",
            Kind::Felt => "mail-why-felt",
        }
    }

    /// How those who chose nothing are told.
    pub fn usual(self, is_helping: bool) -> Way {
        match self {
            Kind::Team => Way::App,
            Kind::Following if is_helping => Way::App,
            _ => Way::Mail,
        }
    }

    /// What there is to choose for somebody who works on tickets, or does not.
    pub fn offered(is_helping: bool) -> &'static [Kind] {
        match is_helping {
            true => Kind::ALL,
            false => &[Kind::Request, Kind::Asked, Kind::Following, Kind::Reminder, Kind::Felt],
        }
    }

    /// In which ways somebody can be told: a question that nobody may be nagged with stands on the
    /// page of its ticket anyway.
    pub fn ways(self) -> &'static [Way] {
        match self {
            Kind::Felt => &[Way::Mail, Way::None],
            _ => Way::ALL,
        }
    }

    /// Whether only those who work on a ticket may know it.
    pub fn is_internal(self, key: &str) -> bool {
        matches!(self, Kind::Assigned | Kind::Team) || key == "mentioned-note"
    }
}

/// A time of each day without mail, in minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    pub from: i64,
    pub until: i64,
}

/// When the summary comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Minutes after midnight.
    pub minute: i64,
    /// Monday is 1.
    pub days: Vec<i64>,
}

impl Default for Plan {
    fn default() -> Self {
        Plan { minute: 8 * 60, days: (1..=5).collect() }
    }
}

impl Plan {
    /// As it is stored.
    pub fn read(minute: i64, days: &str) -> Self {
        Plan { minute, days: days.split_whitespace().filter_map(|day| day.parse().ok()).collect() }
    }

    /// The days as they are stored.
    pub fn stored_days(&self) -> String {
        self.days.iter().map(i64::to_string).collect::<Vec<_>>().join(" ")
    }

    /// The next time after now.
    pub fn next(&self, zone: &TimeZone, now: Time) -> Time {
        let mut date = zone.to_datetime(now.timestamp()).date();
        for _ in 0..9 {
            let day = i64::from(date.weekday().to_monday_one_offset());
            if self.days.contains(&day)
                && let Some(at) = first_at(zone, date, self.minute).filter(|at| *at > now)
            {
                return at;
            }
            date = date.tomorrow().unwrap_or(date);
        }
        now.plus_seconds(86_400)
    }
}

/// What somebody has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Works on tickets, and is offered more.
    pub is_helping: bool,
    /// What they are offered, and what they chose.
    pub ways: Vec<(Kind, Way)>,
    /// When no mail comes.
    pub quiet: Option<Quiet>,
    /// Letters about critical tickets come in quiet hours, too.
    pub is_critical_let_through: bool,
    /// When the summary comes.
    pub plan: Plan,
    /// Counts what they chose; 0: nothing.
    pub version: i64,
}

/// Choices as typed. A kind that is left out stays as it is.
#[derive(Clone, Debug, Default)]
pub struct NewChoices {
    /// The words of ways.
    pub ways: Vec<(Kind, String)>,
    /// 22:00; both empty: no quiet hours.
    pub quiet_from: String,
    /// 07:00
    pub quiet_until: String,
    /// As in [`Choices`].
    pub is_critical_let_through: bool,
    /// 08:00
    pub digest_at: String,
    /// Monday is 1.
    pub digest_days: Vec<String>,
    /// The choices that were looked at; none: whatever they are.
    pub version: Option<i64>,
}

impl Choices {
    /// Whether somebody who chose this gets what `other` says; kinds that it leaves out stay.
    pub fn is_as(&self, other: &Choices) -> bool {
        other.ways.iter().all(|way| self.ways.contains(way))
            && (self.quiet, self.is_critical_let_through, &self.plan)
                == (other.quiet, other.is_critical_let_through, &other.plan)
    }
}

impl NewChoices {
    /// What was meant, or everything that is wrong with it.
    pub fn check(&self, is_helping: bool) -> Result<Choices> {
        let mut problems = Problems::default();
        let mut ways = Vec::new();
        for (kind, way) in &self.ways {
            let way = Way::parse(way).filter(|way| kind.ways().contains(way));
            let way = problems.word(kind.as_str(), way);
            ways.extend(way.map(|way| (*kind, way)));
        }
        let quiet = self.check_quiet(&mut problems);
        let minute = read_clock(&self.digest_at);
        if minute.is_none() {
            problems.add("digest_at", "problem-clock");
        }
        let mut days: Vec<i64> = self.digest_days.iter().filter_map(|d| d.parse().ok()).collect();
        days.sort_unstable();
        days.dedup();
        let is_known = days.iter().all(|day| (1..=7).contains(day));
        if days.is_empty() || !is_known || days.len() > self.digest_days.len() {
            problems.add("day", "problem-digest-days");
        }
        problems.check()?;
        Ok(Choices {
            is_helping,
            ways,
            quiet,
            is_critical_let_through: self.is_critical_let_through,
            plan: Plan { minute: minute.unwrap_or_default(), days },
            version: self.version.unwrap_or_default(),
        })
    }

    fn check_quiet(&self, problems: &mut Problems) -> Option<Quiet> {
        let (from, until) = (self.quiet_from.trim(), self.quiet_until.trim());
        if from.is_empty() && until.is_empty() {
            return None;
        }
        let mut read = |field: &'static str, typed: &str| {
            let minute = read_clock(typed);
            match minute {
                None if typed.is_empty() => problems.add(field, "problem-quiet-both"),
                None => problems.add(field, "problem-clock"),
                Some(_) => {}
            }
            minute
        };
        let (from, until) = (read("quiet_from", from), read("quiet_until", until));
        let quiet = Quiet { from: from?, until: until? };
        if quiet.from == quiet.until {
            problems.add("quiet_until", "problem-quiet-same");
        }
        Some(quiet)
    }
}

fn clock_of(minute: i64) -> Option<Clock> {
    let part = |n: i64| i8::try_from(n).ok();
    Clock::new(part(minute / 60)?, part(minute % 60)?, 0, 0).ok()
}

/// When the clock says so on a day; what the clock skips is as much later, what it says twice is
/// the first time.
fn first_at(zone: &TimeZone, date: Date, minute: i64) -> Option<Time> {
    let at = date.to_datetime(clock_of(minute)?);
    zone.to_ambiguous_timestamp(at).compatible().ok().map(Time::from)
}

/// "22:00".
pub fn clock_words(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Minutes after midnight, from "22:00" or "8:30".
pub fn read_clock(typed: &str) -> Option<i64> {
    let (hours, minutes) = typed.trim().split_once(':')?;
    let number = |text: &str, longest: usize, most: i64| {
        let is_number = text.len() <= longest && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i64>().ok().filter(|n| is_number && *n <= most)
    };
    Some(number(hours, 2, 23)? * 60 + number(minutes, 2, 59).filter(|_| minutes.len() == 2)?)
}

/// When the quiet hours end that there are now; none where it is not quiet.
pub fn quiet_end(zone: &TimeZone, now: Time, quiet: Quiet) -> Option<Time> {
    let here = zone.to_datetime(now.timestamp());
    let clock = i64::from(here.hour()) * 60 + i64::from(here.minute());
    let Quiet { from, until } = quiet;
    let is_over_midnight = from > until;
    let is_quiet = match is_over_midnight {
        true => clock >= from || clock < until,
        false => from <= clock && clock < until,
    };
    if !is_quiet {
        return None;
    }
    let date = match is_over_midnight && clock >= from {
        true => here.date().tomorrow().ok()?,
        false => here.date(),
    };
    let first = first_at(zone, date, until)?;
    if first > now {
        return Some(first);
    }
    // the clock was put back, and says this hour for the second time
    let at = date.to_datetime(clock_of(until)?);
    let second = zone.to_ambiguous_timestamp(at).later().ok().map(Time::from);
    second.filter(|second| *second > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    fn melbourne() -> TimeZone {
        TimeZone::get("Australia/Melbourne").unwrap()
    }

    #[test]
    fn quiet_hours_go_over_midnight() {
        let night = Quiet { from: 22 * 60, until: 7 * 60 };
        let end = |now| quiet_end(&melbourne(), at(now), night);
        // UTC+11 in November
        assert_eq!(end("2026-11-23T11:30:00Z"), Some(at("2026-11-23T20:00:00Z")), "22:30");
        assert_eq!(end("2026-11-23T15:00:00Z"), Some(at("2026-11-23T20:00:00Z")), "02:00");
        assert_eq!(end("2026-11-23T19:59:00Z"), Some(at("2026-11-23T20:00:00Z")), "06:59");
        assert_eq!(end("2026-11-23T20:00:00Z"), None, "07:00");
        assert_eq!(end("2026-11-23T10:59:00Z"), None, "21:59");
        let lunch = Quiet { from: 12 * 60, until: 13 * 60 };
        let end = |now| quiet_end(&melbourne(), at(now), lunch);
        assert_eq!(end("2026-11-23T01:10:00Z"), Some(at("2026-11-23T02:00:00Z")));
        assert_eq!(end("2026-11-23T02:00:00Z"), None);
    }

    #[test]
    fn quiet_hours_end_by_the_clock_on_the_wall_when_it_is_changed() {
        let night = Quiet { from: 22 * 60, until: 7 * 60 };
        let end = |now| quiet_end(&melbourne(), at(now), night);
        // forward on 4 October 2026: seven o'clock comes an hour sooner
        assert_eq!(end("2026-10-03T12:30:00Z"), Some(at("2026-10-03T20:00:00Z")));
        // back on 5 April 2026: and an hour later
        assert_eq!(end("2026-04-04T11:30:00Z"), Some(at("2026-04-04T21:00:00Z")));
        // an end that the clock skips: 02:30 on 4 October is 03:30
        let short = Quiet { from: 22 * 60, until: 150 };
        let end = |now| quiet_end(&melbourne(), at(now), short);
        assert_eq!(end("2026-10-03T15:00:00Z"), Some(at("2026-10-03T16:30:00Z")));
        // an end that the clock says twice: it is quiet again the second time
        assert_eq!(end("2026-04-04T14:00:00Z"), Some(at("2026-04-04T15:30:00Z")));
        assert_eq!(end("2026-04-04T16:10:00Z"), Some(at("2026-04-04T16:30:00Z")));
    }

    #[test]
    fn a_summary_comes_on_the_days_that_were_chosen() {
        let plan = Plan { minute: 8 * 60, days: vec![1, 4] };
        let next = |now| plan.next(&melbourne(), at(now));
        // Thursday 26 November 2026, 07:00 there
        assert_eq!(next("2026-11-25T20:00:00Z"), at("2026-11-25T21:00:00Z"));
        assert_eq!(next("2026-11-25T21:00:00Z"), at("2026-11-29T21:00:00Z"), "on Monday");
        // over the change of the clock it stays eight there
        let daily = Plan { minute: 8 * 60, days: (1..=7).collect() };
        let next = |now| daily.next(&melbourne(), at(now));
        assert_eq!(next("2026-10-02T23:00:00Z"), at("2026-10-03T21:00:00Z"));
    }

    #[test]
    fn clocks_are_read_as_people_and_browsers_write_them() {
        assert_eq!(read_clock("22:05"), Some(22 * 60 + 5));
        assert_eq!(read_clock(" 8:30 "), Some(8 * 60 + 30));
        for bad in ["", "22", "24:00", "12:60", "1:2", "-1:00", "+1:00", "12:3a", "012:00"] {
            assert_eq!(read_clock(bad), None, "{bad}");
        }
        assert_eq!(clock_words(485), "08:05");
    }

    #[test]
    fn what_it_is_depends_on_who_is_told() {
        assert_eq!(Kind::of("answered", true, false), Kind::Request);
        assert_eq!(Kind::of("answered", false, false), Kind::Following);
        assert_eq!(Kind::of("added", false, true), Kind::Assigned);
        assert_eq!(Kind::of("mentioned", true, true), Kind::Asked);
        assert_eq!(Kind::Following.usual(true), Way::App);
        assert_eq!(Kind::Following.usual(false), Way::Mail);
    }
}
