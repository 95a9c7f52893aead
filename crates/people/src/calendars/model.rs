//! What a calendar is, and what arithmetic makes of it.

use crate::{administration::Pairs, calendar_days::Day};
use base::{DepartmentId, LocationId, Problems, Result, TeamId, Time, jiff_tz::TimeZone, row};
use calendar::{HOLIDAYS_KNOWN, WeeklyHours, holidays};
use jiff::civil::{Date, date};

row! {
    /// A calendar as it is stored.
    #[derive(Clone, Debug)]
    pub struct Calendar {
        /// Its row.
        pub id: i64,
        /// What people call it; no two have the same.
        pub name: String,
        /// An IANA name, such as `Australia/Melbourne`.
        pub time_zone: String,
        /// The ordinary week, as [`WeeklyHours`] writes it.
        pub hours: String,
        /// Whose public holidays are closed: two letters (ISO 3166-1); empty: nobody's.
        pub country: String,
        /// The rest of a region's code (ISO 3166-2); empty: what the whole country keeps.
        pub region: String,
        /// Whether it counts for whatever has no calendar of its own.
        pub is_usual: bool,
        /// Whether it can be chosen.
        pub is_active: bool,
        /// Counts edits.
        pub version: i64,
    }
}

/// A calendar as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewCalendar {
    /// What people call it: 1 to 120 characters.
    pub name: String,
    /// An IANA name.
    pub time_zone: String,
    /// The ordinary week, as people type it; see [`WeeklyHours::parse`]. Never open is refused.
    pub hours: String,
    /// Whose public holidays are closed; may be empty.
    pub country: String,
    /// Its region; may be empty.
    pub region: String,
}

/// Who keeps to a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A team: its support hours.
    Team(TeamId),
    /// A department: when it is there. Teams without a calendar keep to it.
    Department(DepartmentId),
    /// A place: when it is open.
    Place(LocationId),
}

/// The code and name of a country or region.
pub type Named = (&'static str, &'static str);

impl NewCalendar {
    /// Trims it and writes the hours in one form, or says what is wrong.
    pub fn check(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        self.name = problems.line("name", &self.name, 120);
        self.time_zone = problems.text("time_zone", &self.time_zone, 60);
        if TimeZone::get(&self.time_zone).is_err() {
            problems.add("time_zone", "problem-time-zone");
        }
        self.hours = problems.optional_text("hours", &self.hours, 500);
        match WeeklyHours::parse(&self.hours) {
            Ok(week) if week.is_never_open() => problems.add("hours", "problem-never-open"),
            Ok(week) => self.hours = week.to_string(),
            Err(error) => {
                problems.add_with("hours", "problem-hours", vec![("said", error.message)]);
            }
        }
        let has = |all: Vec<Named>, code: &str| all.iter().any(|(one, _)| *one == code);
        if !self.country.is_empty() && !has(calendar::countries(), &self.country) {
            problems.add("country", "problem-choose");
        } else if !self.region.is_empty() && !has(calendar::regions(&self.country), &self.region) {
            // without its country there is nothing to choose a region from
            let field = if self.country.is_empty() { "country" } else { "region" };
            problems.add(field, "problem-choose");
        }
        problems.check()?;
        Ok(self)
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Pairs {
        vec![
            ("name", self.name.clone()),
            ("time_zone", self.time_zone.clone()),
            ("hours", self.hours.clone()),
            ("country", self.country.clone()),
            ("region", self.region.clone()),
        ]
    }
}

impl Calendar {
    /// As it would be written down again.
    pub fn as_new(&self) -> NewCalendar {
        NewCalendar {
            name: self.name.clone(),
            time_zone: self.time_zone.clone(),
            hours: self.hours.clone(),
            country: self.country.clone(),
            region: self.region.clone(),
        }
    }

    /// The same with names in place of codes.
    pub fn shown(&self) -> Pairs {
        let mut pairs = self.as_new().pairs();
        for (name, text) in &mut pairs {
            match *name {
                "country" => *text = name_of(&calendar::countries(), text),
                "region" => *text = name_of(&calendar::regions(&self.country), text),
                _ => {}
            }
        }
        pairs
    }

    /// Whose public holidays are closed: "Victoria, Australia"; empty: nobody's.
    pub fn holidays_of(&self) -> String {
        let country = name_of(&calendar::countries(), &self.country);
        match name_of(&calendar::regions(&self.country), &self.region) {
            region if region.is_empty() => country,
            region => format!("{region}, {country}"),
        }
    }
}

fn name_of(all: &[Named], code: &str) -> String {
    all.iter().find(|(one, _)| *one == code).map_or_else(String::new, |(_, name)| (*name).into())
}

row! {
    /// Who keeps to a calendar: `team`, `department` or `place`.
    #[derive(Clone, Debug)]
    pub struct KeeperRow {
        /// Which kind.
        pub kind: String,
        /// Its row.
        pub id: i64,
        /// What people call it.
        pub name: String,
        /// Whose calendar.
        pub calendar_id: i64,
    }
}

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
    /// The arithmetic.
    pub calendar: calendar::Calendar,
    /// Days that differ, those that count most first.
    differs: Vec<Differs>,
    /// When it is shut whatever the days say, and why.
    shut: Vec<(Time, Time, String)>,
}

impl OpenHours {
    /// Every week the same.
    pub fn plain(hours: WeeklyHours, zone: TimeZone) -> Self {
        let calendar = calendar::Calendar::new(hours, zone);
        OpenHours { calendar, differs: Vec::new(), shut: Vec::new() }
    }

    /// Hours in a zone, with the days of a calendar. What somebody noted counts before what a feed
    /// says, and that before public holidays.
    pub fn new(hours: WeeklyHours, zone: TimeZone, of: &Calendar, days: &[Day]) -> Self {
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
        let mut calendar = calendar::Calendar::new(hours, zone);
        let closed = differs.iter().filter(|one| one.hours.is_none());
        calendar = calendar.with_closures(closed.map(|one| (one.from, one.until)));
        // the last that is put in counts most
        for one in differs.iter().rev() {
            if let Some(hours) = &one.hours {
                calendar = calendar.with_period((one.from, one.until), hours.clone());
            }
        }
        OpenHours { calendar, differs, shut: Vec::new() }
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Error;

    fn fields(new: NewCalendar) -> Vec<String> {
        let Err(Error::Invalid(problems)) = new.check() else { panic!("it was taken") };
        problems.0.iter().map(|problem| problem.field.clone()).collect()
    }

    fn new(hours: &str) -> NewCalendar {
        let (name, time_zone) = ("IT".to_owned(), "Australia/Melbourne".to_owned());
        NewCalendar { name, time_zone, hours: hours.to_owned(), ..NewCalendar::default() }
    }

    #[test]
    fn a_calendar_that_never_opens_is_refused() {
        assert_eq!(fields(new("")), ["hours"]);
        assert_eq!(fields(new("closed")), ["hours"]);
        assert_eq!(new("mon-fri 9-17").check().unwrap().hours, "Mon-Fri 09:00-17:00");
    }

    #[test]
    fn holidays_are_those_of_a_region_that_is_known() {
        let of = |country: &str, region: &str| NewCalendar {
            country: country.to_owned(),
            region: region.to_owned(),
            ..new("24/7")
        };
        assert!(of("AU", "VIC").check().is_ok());
        assert_eq!(fields(of("AU", "BY")), ["region"]);
        assert_eq!(fields(of("ZZ", "")), ["country"]);
        assert_eq!(fields(of("", "VIC")), ["country"]);
    }

    fn victoria() -> Calendar {
        Calendar {
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
