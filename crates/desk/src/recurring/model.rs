//! When something recurs. Pure. The rules are read by the `rrule` crate as if all days had 24 hours;
//! the local times it gives become instants here, so that nine o'clock stays nine o'clock when the
//! clocks change. Its own kinds of time stay in this file.

use base::Time;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

db::words! {
    /// How a rule is chosen.
    pub enum Choice {
        /// Monday to Friday.
        WorkingDays = "working_days",
        /// On the weekday it starts on.
        Weekly = "weekly",
        /// Every other week.
        Fortnightly = "fortnightly",
        /// The first of Monday to Friday in a month.
        FirstWorkingDay = "first_working_day",
        /// The last of Monday to Friday in a month.
        LastWorkingDay = "last_working_day",
        /// On the day of the month it starts on.
        Monthly = "monthly",
        /// On the day of the year it starts on.
        Yearly = "yearly",
        /// As typed.
        Own = "own",
    }
}

/// Rules that open something more often than daily, or at their own time of day.
const REFUSED: [&str; 7] =
    ["SECONDLY", "MINUTELY", "HOURLY", "BYHOUR", "BYMINUTE", "BYSECOND", "DTSTART"];

/// The rule of a choice; of one's own the text, if it can be read.
pub fn rule_of(choice: Choice, own: &str) -> Option<String> {
    let rule = match choice {
        Choice::WorkingDays => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        Choice::Weekly => "FREQ=WEEKLY",
        Choice::Fortnightly => "FREQ=WEEKLY;INTERVAL=2",
        Choice::FirstWorkingDay => "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
        Choice::LastWorkingDay => "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        Choice::Monthly => "FREQ=MONTHLY",
        Choice::Yearly => "FREQ=YEARLY",
        Choice::Own => return own_rule(own),
    };
    Some(rule.to_owned())
}

/// A rule as typed, if it can be read and opens nothing more often than daily.
pub fn own_rule(typed: &str) -> Option<String> {
    let rule = typed.trim().to_uppercase();
    let rule = rule.strip_prefix("RRULE:").unwrap_or(&rule).to_owned();
    let is_sound = |c: char| c.is_ascii_alphanumeric() || "=;,+-".contains(c);
    let is_odd = REFUSED.iter().any(|word| rule.contains(word));
    let fits = rule.len() <= 300 && rule.starts_with("FREQ=") && rule.chars().all(is_sound);
    (fits && !is_odd).then_some(rule)
}

/// A rule with where and when it holds.
#[derive(Clone, Debug)]
pub struct Plan {
    /// RFC 5545, without DTSTART.
    pub rule: String,
    /// Local: the first date that counts, and the time of day.
    pub starts_at: DateTime,
    /// Local, the last day that counts.
    pub ends_on: Option<Date>,
    /// Where the clock hangs.
    pub zone: TimeZone,
}

/// A hundred years of days: no rule is read without end.
const MOST: usize = 40_000;

impl Plan {
    /// Goes through its instants in order, as long as it is told to; none where the rule cannot be
    /// read.
    fn each(&self, mut go_on: impl FnMut(Time) -> bool) {
        let start = self.starts_at.strftime("%Y%m%dT%H%M%SZ");
        let text = format!("DTSTART:{start}\nRRULE:{}", self.rule);
        let Ok(set) = text.parse::<rrule::RRuleSet>() else { return };
        let set = set.limit();
        for date in (&set).into_iter().take(MOST) {
            let Ok(floating) = Timestamp::from_second(date.timestamp()) else { return };
            let local = TimeZone::UTC.to_datetime(floating);
            if self.ends_on.is_some_and(|end| local.date() > end) {
                return;
            }
            let Ok(at) = self.zone.to_timestamp(local) else { return };
            if !go_on(at.into()) {
                return;
            }
        }
    }

    /// The next dates after an instant.
    pub fn after(&self, after: Time, most: usize) -> Vec<Time> {
        let mut found = Vec::new();
        self.each(|at| {
            if at > after {
                found.push(at);
            }
            found.len() < most
        });
        found
    }

    /// The latest date up to now, from the one that is due, and how many passed before it.
    pub fn latest(&self, due: Time, now: Time) -> (Time, i64) {
        let (mut latest, mut passed) = (due, 0);
        self.each(|at| {
            if at >= due && at <= now {
                latest = at;
                passed += 1;
            }
            at <= now
        });
        (latest, (passed - 1).max(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(choice: Choice, own: &str, starts_at: &str) -> Plan {
        Plan {
            rule: rule_of(choice, own).unwrap(),
            starts_at: starts_at.parse().unwrap(),
            ends_on: None,
            zone: TimeZone::get("Australia/Melbourne").unwrap(),
        }
    }

    fn instant(text: &str) -> Time {
        text.parse::<Timestamp>().unwrap().into()
    }

    fn local(plan: &Plan, after: &str, most: usize) -> Vec<String> {
        let said =
            |at: &Time| plan.zone.to_datetime(at.timestamp()).strftime("%a %F %H:%M").to_string();
        plan.after(instant(after), most).iter().map(said).collect()
    }

    #[test]
    fn nine_oclock_stays_nine_oclock_when_the_clocks_change() {
        let weekly = plan(Choice::Weekly, "", "2026-09-28T09:00");
        let dates = local(&weekly, "2026-09-27T00:00:00Z", 3);
        assert_eq!(dates, ["Mon 2026-09-28 09:00", "Mon 2026-10-05 09:00", "Mon 2026-10-12 09:00"]);
        let instants = weekly.after(instant("2026-09-27T00:00:00Z"), 2);
        // an hour less lies between them
        assert_eq!(instants[1].seconds_since(instants[0]), 7 * 86_400 - 3600);
        // an hour that is left out comes as the one after it
        let night = plan(Choice::Own, "FREQ=DAILY", "2026-10-03T02:30");
        assert_eq!(local(&night, "2026-10-03T12:00:00Z", 1), ["Sun 2026-10-04 03:30"]);
    }

    #[test]
    fn working_days_are_monday_to_friday() {
        let first = plan(Choice::FirstWorkingDay, "", "2026-07-01T08:00");
        let dates = local(&first, "2026-07-15T00:00:00Z", 3);
        assert_eq!(dates, ["Mon 2026-08-03 08:00", "Tue 2026-09-01 08:00", "Thu 2026-10-01 08:00"]);
        let fortnight = plan(Choice::Fortnightly, "", "2026-11-23T08:00");
        assert_eq!(local(&fortnight, "2026-11-23T12:00:00Z", 1), ["Mon 2026-12-07 08:00"]);
    }

    #[test]
    fn it_ends_on_its_last_day() {
        let mut daily = plan(Choice::WorkingDays, "", "2026-11-23T08:00");
        daily.ends_on = Some("2026-11-24".parse().unwrap());
        assert_eq!(local(&daily, "2026-01-01T00:00:00Z", 9).len(), 2);
    }

    #[test]
    fn after_an_outage_the_latest_counts_and_the_others_are_missed() {
        let daily = plan(Choice::WorkingDays, "", "2026-11-23T08:00");
        let due = daily.after(Time::from_micros(0), 1)[0];
        let (latest, missed) = daily.latest(due, due.plus_seconds(7 * 86_400 + 60));
        assert_eq!((latest.seconds_since(due), missed), (7 * 86_400, 5));
    }

    #[test]
    fn rules_that_make_no_sense_are_refused_or_have_no_date() {
        let odd = ["", "every day", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1", "FREQ=DAILY\nDTSTART:1"];
        for own in odd {
            assert_eq!(rule_of(Choice::Own, own), None, "{own}");
        }
        for own in ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SOMETIMES"] {
            let never = plan(Choice::Own, own, "2026-11-23T08:00");
            assert_eq!(never.after(Time::from_micros(0), 1), [], "{own}");
        }
    }
}
