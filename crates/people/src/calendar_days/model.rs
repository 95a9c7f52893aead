//! What a day that differs is.

use crate::calendars::Differs;
use base::{Problems, Result, row};
use calendar::WeeklyHours;
use jiff::civil::Date;

/// Longest that days may differ, in days: what lasts longer is the week itself.
const LONGEST: i32 = 400;

row! {
    /// A day, or several, as they are stored.
    #[derive(Clone, Debug)]
    pub struct Day {
        /// Its row.
        pub id: i64,
        /// Whose.
        pub calendar_id: i64,
        /// From where it was read; none: somebody noted it.
        pub feed_id: Option<i64>,
        /// What that feed is called.
        pub feed: Option<String>,
        /// "Summer hours".
        pub name: String,
        /// The first day, YYYY-MM-DD.
        pub starts_on: String,
        /// The last day.
        pub ends_on: String,
        /// When it is open all the same, as [`WeeklyHours`] writes it; empty: closed.
        pub hours: String,
    }
}

impl Day {
    /// As arithmetic wants it; none where a date cannot be read.
    pub fn differs(&self) -> Option<Differs> {
        let hours = WeeklyHours::parse(&self.hours).ok().filter(|week| !week.is_never_open());
        let (from, until) = (self.starts_on.parse().ok()?, self.ends_on.parse().ok()?);
        Some(Differs { name: self.name.clone(), from, until, hours })
    }
}

/// A day that differs, as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewDay {
    /// Why: 1 to 120 characters.
    pub name: String,
    /// The first day, YYYY-MM-DD.
    pub starts_on: String,
    /// The last day; empty: the same day.
    pub ends_on: String,
    /// When it is open all the same, as people type it: `10-14`, or a week; empty: closed.
    pub hours: String,
}

impl NewDay {
    /// Trims it and writes dates and hours in one form, or says what is wrong.
    pub fn check(mut self) -> Result<(Self, Date, Date)> {
        let mut problems = Problems::default();
        self.name = problems.line("name", &self.name, 120);
        self.hours = problems.optional_text("hours", &self.hours, 500);
        match read_hours(&self.hours) {
            Ok(hours) => self.hours = hours,
            Err(said) => problems.add_with("hours", "problem-hours", vec![("said", said)]),
        }
        let mut date = |field: &'static str, text: &str| -> Option<Date> {
            let day: Option<Date> = text.trim().parse().ok();
            let known = day.filter(|day| (2000..=2200).contains(&day.year()));
            if known.is_none() {
                problems.add(field, "problem-date");
            }
            known
        };
        let from = date("starts_on", &self.starts_on);
        let until = match self.ends_on.trim() {
            "" => from,
            text => date("ends_on", text),
        };
        if let (Some(from), Some(until)) = (from, until) {
            if until < from {
                problems.add("ends_on", "problem-ends-before");
            } else if from.until(until).is_ok_and(|span| span.get_days() > LONGEST) {
                problems.add("ends_on", "problem-days-long");
            }
        }
        problems.check()?;
        let both = from.zip(until).ok_or(base::Error::Conflict)?;
        (self.starts_on, self.ends_on) = (both.0.to_string(), both.1.to_string());
        Ok((self, both.0, both.1))
    }
}

/// Hours as [`WeeklyHours`] writes them, of a week or of the day itself; empty: closed.
fn read_hours(text: &str) -> Result<String, String> {
    let is_of_day = text.starts_with(|first: char| first.is_ascii_digit()) && text != "24/7";
    let typed = if is_of_day { format!("daily {text}") } else { text.to_owned() };
    match WeeklyHours::parse(&typed) {
        Ok(week) if week.is_never_open() => Ok(String::new()),
        Ok(week) => Ok(week.to_string()),
        Err(error) => Err(error.message),
    }
}

#[cfg(test)]
impl Day {
    /// One that somebody noted.
    pub(crate) fn noted(name: &str, from: &str, until: &str, hours: &str) -> Self {
        let (id, calendar_id, feed_id, feed) = (1, 7, None, None);
        let text = |text: &str| text.to_owned();
        let (name, starts_on, ends_on, hours) = (text(name), text(from), text(until), text(hours));
        Day { id, calendar_id, feed_id, feed, name, starts_on, ends_on, hours }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Error;

    fn day(from: &str, until: &str, hours: &str) -> Result<(NewDay, Date, Date)> {
        let text = |text: &str| text.to_owned();
        let (starts_on, ends_on, hours) = (text(from), text(until), text(hours));
        NewDay { name: "Stocktake".to_owned(), starts_on, ends_on, hours }.check()
    }

    fn field(outcome: Result<(NewDay, Date, Date)>) -> String {
        let Err(Error::Invalid(problems)) = outcome else { panic!("it was taken") };
        problems.0[0].field.clone()
    }

    #[test]
    fn hours_of_a_day_need_no_weekday() {
        assert_eq!(day("2026-12-24", "", "9-12").unwrap().0.hours, "daily 09:00-12:00");
        assert_eq!(day("2026-12-24", "", "closed").unwrap().0.hours, "");
        let summer = day("2026-12-27", "2027-01-08", "mon-fri 10-15").unwrap();
        assert_eq!(summer.0.hours, "Mon-Fri 10:00-15:00");
        assert_eq!(field(day("2026-12-24", "", "9-")), "hours");
    }

    #[test]
    fn a_day_has_a_date_and_ends_after_it_begins() {
        assert_eq!(day("2026-12-24", "", "").unwrap().0.ends_on, "2026-12-24");
        assert_eq!(field(day("Christmas", "", "")), "starts_on");
        assert_eq!(field(day("2026-12-24", "2026-12-23", "")), "ends_on");
        assert_eq!(field(day("2026-12-24", "2030-12-23", "")), "ends_on");
    }
}
