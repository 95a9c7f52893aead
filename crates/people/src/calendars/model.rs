//! What a calendar is.

use crate::administration::Pairs;
use base::{DepartmentId, LocationId, Problems, Result, TeamId, row};
use calendar::WeeklyHours;
use jiff::tz::TimeZone;

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
            problems.add("region", "problem-choose");
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
        assert_eq!(fields(of("", "VIC")), ["region"]);
    }
}
