//! When something comes round again, and how its days are said. Pure.

use crate::directory::Owner;
use base::{DepartmentId, Language, PersonId, Problems, TeamId, Time, row};
use jiff::{Span, ToSpan, civil::Date};

/// Longest period, in days: what lasts longer is no busy time.
const LONGEST_DAYS: i32 = 200;

row! {
    /// A period as it is stored.
    #[derive(Clone, Debug)]
    pub struct Period {
        /// Its row.
        pub id: i64,
        /// Whose, if a department's.
        pub department_id: Option<DepartmentId>,
        /// Whose, if a team's.
        pub team_id: Option<TeamId>,
        /// "Exam weeks".
        pub name: String,
        /// What it means for the other side; may be empty.
        pub means: String,
        /// Its first day, YYYY-MM-DD; of the first year, if yearly.
        pub starts_on: String,
        /// Its last day.
        pub ends_on: String,
        /// Whether it comes every year.
        pub is_yearly: bool,
        /// Who noted it.
        pub added_by: Option<PersonId>,
        /// When.
        pub added_at: Time,
        /// Counts edits.
        pub version: i64,
    }
}

/// A period as it comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// Its row; none: it is an occasion that was noted for the desk.
    pub id: Option<i64>,
    /// "Exam weeks".
    pub name: String,
    /// What it means for the other side; may be empty.
    pub means: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Whether it comes every year.
    pub is_yearly: bool,
}

impl Coming {
    /// Whether it is on.
    pub fn is_on(&self, today: Date) -> bool {
        self.from <= today && today <= self.until
    }

    /// Whether any of it lies within these days from today.
    pub fn is_within(&self, today: Date, days: i32) -> bool {
        let end = today.saturating_add(days.days());
        self.until >= today && self.from <= end
    }
}

impl Period {
    /// Whose it is.
    pub fn owner(&self) -> Option<Owner> {
        match (self.department_id, self.team_id) {
            (Some(id), _) => Some(Owner::Department(id)),
            (None, Some(id)) => Some(Owner::Team(id)),
            (None, None) => None,
        }
    }

    /// As it is on or comes next; none where it is over.
    pub fn coming(&self, today: Date) -> Option<Coming> {
        let (first, last) = (self.starts_on.parse().ok()?, self.ends_on.parse().ok()?);
        let (from, until) = next(first, last, self.is_yearly, today)?;
        let (name, means) = (self.name.clone(), self.means.clone());
        Some(Coming { id: Some(self.id), name, means, from, until, is_yearly: self.is_yearly })
    }
}

/// The days on which it is on or comes next. One that begins on a 29 February begins on the 28th in
/// other years.
fn next(first: Date, last: Date, is_yearly: bool, today: Date) -> Option<(Date, Date)> {
    if !is_yearly {
        return (last >= today).then_some((first, last));
    }
    let length: Span = first.until(last).ok()?;
    let years = i64::from(today.year()) - i64::from(first.year());
    (years - 1..=years + 1).filter(|years| *years >= 0).find_map(|years| {
        let from = first.checked_add(Span::new().try_years(years).ok()?).ok()?;
        let until = from.checked_add(length).ok()?;
        (until >= today).then_some((from, until))
    })
}

/// What somebody typed about a period.
#[derive(Clone, Debug, Default)]
pub struct Days {
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
}

/// Both days, or what is wrong with them.
pub fn check_days(problems: &mut Problems, typed: &Days) -> Option<(Date, Date)> {
    let mut day = |field: &'static str, text: &str| -> Option<Date> {
        let found =
            text.trim().parse::<Date>().ok().filter(|day| (2000..=2200).contains(&day.year()));
        if found.is_none() {
            problems.add(field, "problem-date");
        }
        found
    };
    let first = day("starts_on", &typed.first);
    let last = match typed.last.trim() {
        "" => first,
        last => day("ends_on", last),
    };
    let (first, last) = (first?, last?);
    let is_long = first.until(last).is_ok_and(|span| span.get_days() > LONGEST_DAYS);
    match () {
        () if last < first => problems.add("ends_on", "problem-ends-before"),
        () if is_long => problems.add("ends_on", "problem-period-long"),
        () => return Some((first, last)),
    }
    None
}

/// "30 November to 4 December 2026".
pub fn span_in_words(language: &Language, from: Date, until: Date) -> String {
    let whole = base::day_in_words(language, until);
    if from == until {
        return whole;
    }
    let begins = match from.year() == until.year() {
        true => base::day_and_month(language, from),
        false => base::day_in_words(language, from),
    };
    language.with("year-span", &[("from", &begins), ("until", &whole)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn comes(first: &str, last: &str, is_yearly: bool, today: &str) -> Option<(String, String)> {
        let found = next(day(first), day(last), is_yearly, day(today));
        found.map(|(from, until)| (from.to_string(), until.to_string()))
    }

    fn days(from: &str, until: &str) -> Option<(String, String)> {
        Some((from.to_owned(), until.to_owned()))
    }

    #[test]
    fn what_comes_every_year_comes_again_after_its_last_day() {
        let exams = |today| comes("2024-11-03", "2024-11-14", true, today);
        assert_eq!(exams("2026-11-14"), days("2026-11-03", "2026-11-14"));
        assert_eq!(exams("2026-11-15"), days("2027-11-03", "2027-11-14"));
        assert_eq!(exams("2023-01-01"), days("2024-11-03", "2024-11-14"), "not before the first");
    }

    #[test]
    fn a_period_over_new_year_is_still_on_in_january() {
        let summer = |today| comes("2024-12-15", "2025-01-20", true, today);
        assert_eq!(summer("2027-01-02"), days("2026-12-15", "2027-01-20"));
        assert_eq!(summer("2027-01-21"), days("2027-12-15", "2028-01-20"));
    }

    #[test]
    fn a_leap_day_has_a_day_in_other_years() {
        let leap = comes("2024-02-29", "2024-02-29", true, "2026-01-01");
        assert_eq!(leap, days("2026-02-28", "2026-02-28"));
    }

    #[test]
    fn what_comes_once_is_over_once() {
        assert_eq!(comes("2026-03-01", "2026-03-02", false, "2026-03-03"), None);
        let move_days = comes("2026-03-01", "2026-03-02", false, "2026-03-02");
        assert_eq!(move_days, days("2026-03-01", "2026-03-02"));
    }

    #[test]
    fn days_that_make_no_sense_are_told() {
        let told = |first: &str, last: &str| {
            let mut problems = Problems::default();
            let typed = Days { first: first.into(), last: last.into() };
            let found = check_days(&mut problems, &typed);
            assert_eq!(found.is_none(), !problems.0.is_empty());
            problems.0.first().map(|problem| problem.key)
        };
        assert_eq!(told("2026-11-03", ""), None, "one day");
        assert_eq!(told("2026-02-30", ""), Some("problem-date"));
        assert_eq!(told("0001-01-01", ""), Some("problem-date"));
        assert_eq!(told("2026-11-03", "2026-11-02"), Some("problem-ends-before"));
        assert_eq!(told("2026-11-03", "2028-11-02"), Some("problem-period-long"));
    }
}
