//! What a location is.

use crate::administration::Pairs;
use base::{DepartmentId, LocationId, Problems, Result, row};
use calendar::WeeklyHours;
use jiff::tz::TimeZone;

row! {
    /// A location as it is stored.
    #[derive(Clone, Debug)]
    pub struct Location {
        /// Its row.
        pub id: LocationId,
        /// What people call it; no two have the same.
        pub name: String,
        /// Whose it is.
        pub department_id: Option<DepartmentId>,
        /// That department's name.
        pub department: Option<String>,
        /// The location it is part of.
        pub parent_id: Option<LocationId>,
        /// That location's name.
        pub parent: Option<String>,
        /// As on an envelope.
        pub address: String,
        /// An IANA name, such as `Australia/Melbourne`.
        pub time_zone: String,
        /// As [`WeeklyHours`] writes them; empty: nobody has said.
        pub hours: String,
        /// The calendar whose closed days count here.
        pub calendar_id: Option<i64>,
        /// That calendar's name.
        pub calendar: Option<String>,
        /// Whether it can be chosen.
        pub is_active: bool,
        /// Counts edits.
        pub version: i64,
    }
}

/// A location as somebody writes it down.
#[derive(Clone, Debug)]
pub struct NewLocation {
    /// What people call it: 1 to 120 characters.
    pub name: String,
    /// Whose it is.
    pub department: Option<DepartmentId>,
    /// The location it is part of.
    pub parent: Option<LocationId>,
    /// At most 300 characters.
    pub address: String,
    /// An IANA name, such as `Australia/Melbourne`.
    pub time_zone: String,
    /// As people type them; see [`WeeklyHours::parse`].
    pub hours: String,
    /// The calendar whose closed days count here.
    pub calendar: Option<i64>,
}

impl NewLocation {
    /// Trims it and writes the hours in one form, or says what is wrong.
    pub fn check(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        self.name = problems.line("name", &self.name, 120);
        self.address = problems.optional_line("address", &self.address, 300);
        self.time_zone = problems.text("time_zone", &self.time_zone, 60);
        if TimeZone::get(&self.time_zone).is_err() {
            problems.add("time_zone", "problem-time-zone");
        }
        self.hours = problems.optional_text("hours", &self.hours, 500);
        if !self.hours.is_empty() {
            match WeeklyHours::parse(&self.hours) {
                Ok(hours) => self.hours = hours.to_string(),
                Err(error) => {
                    problems.add_with("hours", "problem-hours", vec![("said", error.message)]);
                }
            }
        }
        problems.check()?;
        Ok(self)
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Pairs {
        vec![
            ("name", self.name.clone()),
            ("department", self.department.map(|id| id.to_string()).unwrap_or_default()),
            ("parent", self.parent.map(|id| id.to_string()).unwrap_or_default()),
            ("address", self.address.clone()),
            ("time_zone", self.time_zone.clone()),
            ("hours", self.hours.clone()),
            ("calendar", self.calendar.map(|id| id.to_string()).unwrap_or_default()),
        ]
    }
}

impl Location {
    /// As it would be written down again.
    pub fn as_new(&self) -> NewLocation {
        NewLocation {
            name: self.name.clone(),
            department: self.department_id,
            parent: self.parent_id,
            address: self.address.clone(),
            time_zone: self.time_zone.clone(),
            hours: self.hours.clone(),
            calendar: self.calendar_id,
        }
    }

    /// The same with names in place of ids.
    pub fn shown(&self) -> Pairs {
        let mut pairs = self.as_new().pairs();
        for (name, text) in &mut pairs {
            match *name {
                "parent" => *text = self.parent.clone().unwrap_or_default(),
                "department" => *text = self.department.clone().unwrap_or_default(),
                "calendar" => *text = self.calendar.clone().unwrap_or_default(),
                _ => {}
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Error;

    fn branch(hours: &str, zone: &str) -> Result<NewLocation> {
        let (name, address) = ("Northside".to_owned(), String::new());
        let (time_zone, hours) = (zone.to_owned(), hours.to_owned());
        let (department, parent, calendar) = (None, None, None);
        NewLocation { name, department, parent, address, time_zone, hours, calendar }.check()
    }

    #[test]
    fn hours_are_written_in_one_form() {
        let zone = "Australia/Melbourne";
        assert_eq!(branch("mon-fri 9-18", zone).unwrap().hours, "Mon-Fri 09:00-18:00");
        assert_eq!(branch("", zone).unwrap().hours, "");
    }

    #[test]
    fn what_cannot_be_read_is_said_beside_its_field() {
        let Err(Error::Invalid(problems)) = branch("whenever", "Melbourne") else { panic!() };
        let fields: Vec<_> = problems.0.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["time_zone", "hours"]);
    }
}
