//! What a milestone is. Pure.

use base::{Problems, Result, Time, row};
use jiff::civil::Date;
use people::administration::Pairs;

row! {
    /// Something that is to be there by a day.
    #[derive(Clone, Debug)]
    pub struct Milestone {
        /// Its row.
        pub id: i64,
        /// The project.
        pub project_id: i64,
        /// What is there then.
        pub name: String,
        /// The day, as `2026-12-01`; empty: not said.
        pub due_on: String,
        /// What was said when it was reached.
        pub reached_words: String,
        /// Who said that it is.
        pub reached_by: Option<String>,
        /// When.
        pub reached_at: Option<Time>,
        /// Counts edits.
        pub version: i64,
    }
}

impl Milestone {
    /// The day, if one was said.
    pub fn due(&self) -> Option<Date> {
        self.due_on.parse().ok()
    }

    /// Whether its day is over and it is not there.
    pub fn is_late(&self, today: Date) -> bool {
        self.reached_at.is_none() && self.due().is_some_and(|due| due < today)
    }
}

/// The one that is next: not reached, and first of those with a day, or else of all.
pub fn next(all: &[Milestone]) -> Option<&Milestone> {
    let waiting = || all.iter().filter(|one| one.reached_at.is_none());
    waiting().filter(|one| one.due().is_some()).min_by_key(|one| one.due()).or(waiting().next())
}

/// A milestone as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewMilestone {
    /// 1 to 200 characters.
    pub name: String,
    /// A day as `2026-12-01`, or empty.
    pub due_on: String,
}

impl NewMilestone {
    /// Trims it, or says what is wrong. A day that is over is allowed: plans are written down late.
    pub fn check(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        self.name = problems.line("milestone", &self.name, 200);
        let typed = self.due_on.trim();
        if !typed.is_empty() {
            match typed.parse::<Date>() {
                Ok(day) if (2000..2200).contains(&day.year()) => self.due_on = day.to_string(),
                _ => problems.add("due_on", "problem-day"),
            }
        } else {
            self.due_on.clear();
        }
        problems.check()?;
        Ok(self)
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Pairs {
        vec![("milestone", self.name.clone()), ("due_on", self.due_on.clone())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(id: i64, due_on: &str, is_reached: bool) -> Milestone {
        Milestone {
            id,
            project_id: 1,
            name: format!("Milestone {id}"),
            due_on: due_on.to_owned(),
            reached_words: String::new(),
            reached_by: None,
            reached_at: is_reached.then(|| Time::from_micros(0)),
            version: 1,
        }
    }

    #[test]
    fn the_next_is_the_first_with_a_day_that_is_not_there() {
        let all = [on(1, "", false), on(2, "2026-12-24", false), on(3, "2026-12-01", false)];
        assert_eq!(next(&all).map(|one| one.id), Some(3));
        let all = [on(1, "", false), on(2, "2026-12-24", true)];
        assert_eq!(next(&all).map(|one| one.id), Some(1));
        assert!(next(&[on(1, "2026-12-24", true)]).is_none());
    }

    #[test]
    fn it_is_late_the_day_after_and_never_once_it_is_there() {
        let today: Date = "2026-12-02".parse().unwrap();
        assert!(on(1, "2026-12-01", false).is_late(today));
        assert!(!on(1, "2026-12-02", false).is_late(today));
        assert!(!on(1, "2026-12-01", true).is_late(today));
        assert!(!on(1, "", false).is_late(today));
    }

    #[test]
    fn a_day_is_a_day() {
        let new = |due_on: &str| {
            NewMilestone { name: "Chosen".into(), due_on: due_on.into() }.check().is_ok()
        };
        assert!(new("") && new(" 2026-12-01 "));
        assert!(!new("2026-02-30") && !new("soon") && !new("9999-01-01"));
    }
}
