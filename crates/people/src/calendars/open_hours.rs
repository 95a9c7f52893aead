//! A calendar as arithmetic wants it, with a name for each day that differs.

use super::model;
use crate::calendar_days::Day;
use base::{Time, jiff_tz::TimeZone};
use calendar::{Calendar, HOLIDAYS_KNOWN, WeeklyHours, holidays};
use jiff::civil::{Date, date};

/// A day, or several, that differ from the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// "Melbourne Cup Day".
    pub name: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// When it is open all the same; none: closed.
    pub hours: Option<WeeklyHours>,
}

/// When somebody is there, and why not.
#[derive(Clone, Debug)]
pub struct OpenHours {
    /// The calendar they come from; none: from the settings, or the place's own words.
    pub calendar_id: Option<i64>,
    /// The arithmetic.
    pub calendar: Calendar,
    /// Days that differ, those that count most first.
    differs: Vec<Differs>,
    /// When it is shut whatever the days say, and why.
    shut: Vec<(Time, Time, String)>,
}

impl OpenHours {
    /// Every week the same.
    pub fn plain(hours: WeeklyHours, zone: TimeZone) -> Self {
        let calendar = Calendar::new(hours, zone);
        OpenHours { calendar_id: None, calendar, differs: Vec::new(), shut: Vec::new() }
    }

    /// Hours in a zone, with the days of a calendar. What somebody noted counts before what a feed
    /// says, and that before public holidays.
    pub fn new(hours: WeeklyHours, zone: TimeZone, of: &model::Calendar, days: &[Day]) -> Self {
        let (first, last) = HOLIDAYS_KNOWN;
        let known = (date(first, 1, 1), date(last, 12, 31));
        let holidays = holidays(&of.country, &of.region, known);
        let holidays = holidays.into_iter().map(|(day, name)| Differs {
            name: name.to_owned(),
            from: day,
            until: day,
            hours: None,
        });
        let mut differs: Vec<Differs> = days.iter().filter_map(Day::differs).collect();
        differs.extend(holidays);
        let mut calendar = Calendar::new(hours, zone);
        let closed = differs.iter().filter(|one| one.hours.is_none());
        calendar = calendar.with_closures(closed.map(|one| (one.from, one.until)));
        // the last that is put in counts most
        for one in differs.iter().rev() {
            if let Some(hours) = &one.hours {
                calendar = calendar.with_period((one.from, one.until), hours.clone());
            }
        }
        OpenHours { calendar_id: Some(of.id), calendar, differs, shut: Vec::new() }
    }

    /// The same, shut in these stretches: from, until, and why.
    #[must_use]
    pub fn shut(mut self, stretches: &[(Time, Time, String)]) -> Self {
        let instants = stretches.iter().map(|(a, b, _)| (a.timestamp(), b.timestamp()));
        self.calendar = self.calendar.with_shut(instants);
        self.shut.extend(stretches.iter().cloned());
        self
    }

    /// Why it is closed at an instant that its ordinary week has open: the name of the day, or of
    /// what is on. None where it is open, or closed as every week.
    pub fn why_closed(&self, at: Time) -> Option<&str> {
        if self.calendar.is_open(at.timestamp()) {
            return None;
        }
        let is_on = |(from, until, _): &&(Time, Time, String)| *from <= at && at < *until;
        if let Some((.., why)) = self.shut.iter().find(is_on) {
            return Some(why);
        }
        let day = self.calendar.zone().to_datetime(at.timestamp()).date();
        self.on(day).map(|one| one.name.as_str())
    }

    /// What makes a day differ from the week.
    pub fn on(&self, day: Date) -> Option<&Differs> {
        let is_on = |one: &&Differs| (one.from..=one.until).contains(&day);
        self.differs.iter().find(is_on)
    }

    /// The days that differ between two days, the earliest first.
    pub fn between(&self, from: Date, until: Date) -> Vec<&Differs> {
        let is_near = |one: &&Differs| one.from <= until && from <= one.until;
        let mut all: Vec<_> = self.differs.iter().filter(is_near).collect();
        all.sort_by_key(|one| (one.from, one.until));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn victoria() -> model::Calendar {
        model::Calendar {
            id: 7,
            name: "IT".into(),
            time_zone: "Australia/Melbourne".into(),
            hours: "Mon-Fri 09:00-17:00".into(),
            country: "AU".into(),
            region: "VIC".into(),
            is_usual: false,
            is_active: true,
            version: 1,
        }
    }

    fn hours(days: &[Day]) -> OpenHours {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        OpenHours::new(WeeklyHours::parse("Mon-Fri 9-17").unwrap(), zone, &victoria(), days)
    }

    fn open_at(hours: &OpenHours, at: &str) -> bool {
        hours.calendar.is_open(at.parse().unwrap())
    }

    #[test]
    fn a_public_holiday_is_closed_and_has_its_name() {
        let hours = hours(&[]);
        // the first Tuesday of November, and the Wednesday after it, at noon
        assert!(!open_at(&hours, "2026-11-03T01:00:00Z"));
        assert!(open_at(&hours, "2026-11-04T01:00:00Z"));
        assert_eq!(hours.on(date(2026, 11, 3)).unwrap().name, "Melbourne Cup Day");
        assert_eq!(hours.on(date(2026, 11, 4)), None);
        let at = |text: &str| Time::from(text.parse::<jiff::Timestamp>().unwrap());
        assert_eq!(hours.why_closed(at("2026-11-03T01:00:00Z")), Some("Melbourne Cup Day"));
        assert_eq!(hours.why_closed(at("2026-11-04T10:00:00Z")), None, "every evening");
        let till_three = (at("2026-11-04T00:00:00Z"), at("2026-11-04T04:00:00Z"), "Move".into());
        let hours = hours.shut(&[till_three]);
        assert_eq!(hours.why_closed(at("2026-11-04T01:00:00Z")), Some("Move"));
        assert!(open_at(&hours, "2026-11-04T05:00:00Z"));
    }

    #[test]
    fn what_somebody_noted_counts_before_the_holiday() {
        let open = Day::noted("We are here for the Cup", "2026-11-03", "2026-11-03", "daily 9-12");
        let hours = hours(&[open]);
        assert!(open_at(&hours, "2026-11-02T23:00:00Z"), "ten in the morning");
        assert!(!open_at(&hours, "2026-11-03T02:00:00Z"), "one in the afternoon");
        assert_eq!(hours.on(date(2026, 11, 3)).unwrap().name, "We are here for the Cup");
    }
}
