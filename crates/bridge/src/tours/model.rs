//! What a tour is, and when it may become what. Pure.

use crate::relationships::{Side, Standing};
use base::{Error, Problems, Result, Time};

db::words! {
    /// Where a tour stands.
    pub enum State {
        /// Offered or asked for.
        Open = "open",
        /// There is a time both agreed on.
        Agreed = "agreed",
        /// It was.
        Done = "done",
        /// It will not be.
        Withdrawn = "withdrawn",
    }
}

/// A tour as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewTour {
    /// Between whom; none: the only relationship they have a part in.
    pub relationship: Option<i64>,
    /// The side that shows.
    pub host: Option<Side>,
    /// What it is: 1 to 120 characters.
    pub title: String,
    /// Where one meets: at most 200 characters.
    pub place: String,
    /// How long, in minutes: 10 to 480.
    pub minutes: Option<i64>,
    /// How many can come: 1 to 50.
    pub most_people: Option<i64>,
    /// One stop on each line; what to look at there after a colon.
    pub stops: String,
    /// What to ask, one question on each line.
    pub questions: String,
}

/// A tour that can be stored.
#[derive(Clone, Debug)]
pub struct Sound {
    /// As it was, trimmed.
    pub new: NewTour,
    /// The side that shows.
    pub host: Side,
    /// In minutes.
    pub minutes: i64,
    /// How many can come.
    pub most_people: i64,
    /// What to look at, and a note each.
    pub stops: Vec<(String, String)>,
}

/// One stop for each line: its name, and after a colon a note.
pub fn parse_stops(text: &str) -> Vec<(String, String)> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let stop = |line: &str| match line.split_once(": ") {
        Some((name, note)) => (name.trim().to_owned(), note.trim().to_owned()),
        None => (line.trim_end_matches(':').to_owned(), String::new()),
    };
    lines.map(stop).collect()
}

impl NewTour {
    /// Trims it, or says what is wrong.
    pub fn check(mut self) -> Result<Sound> {
        let mut problems = Problems::default();
        self.title = problems.line("title", &self.title, 120);
        self.place = problems.optional_line("place", &self.place, 200);
        self.stops = problems.text("stops", &self.stops, 4000);
        self.questions = problems.optional_text("questions", &self.questions, 2000);
        let host = problems.word("host", self.host.filter(|side| *side != Side::Both));
        let minutes = self.minutes.filter(|n| (10..=480).contains(n));
        if minutes.is_none() {
            problems.add("minutes", "problem-tour-minutes");
        }
        let most = self.most_people.filter(|n| (1..=50).contains(n));
        if most.is_none() {
            problems.add("most_people", "problem-tour-people");
        }
        let stops = parse_stops(&self.stops);
        if stops.len() > 30 || stops.iter().any(|(name, _)| name.chars().count() > 200) {
            problems.add("stops", "problem-tour-stops");
        }
        problems.check()?;
        Ok(Sound {
            host: host.unwrap_or(Side::Provider),
            minutes: minutes.unwrap_or(60),
            most_people: most.unwrap_or(6),
            stops,
            new: self,
        })
    }
}

/// What was seen on a tour.
#[derive(Clone, Debug, Default)]
pub struct Diary {
    /// What we saw: 1 to 3000 characters.
    pub saw: String,
    /// What surprised us.
    pub surprised: String,
    /// What was answered to the questions.
    pub answers: String,
}

impl Diary {
    /// Trims it, or says what is missing.
    pub fn check(self) -> Result<Self> {
        let mut problems = Problems::default();
        let diary = Diary {
            saw: problems.text("saw", &self.saw, 3000),
            surprised: problems.optional_text("surprised", &self.surprised, 3000),
            answers: problems.optional_text("answers", &self.answers, 3000),
        };
        problems.check()?;
        Ok(diary)
    }
}

/// A time that is proposed: to come, and not years away.
pub fn check_time(field: &'static str, at: Option<Time>, now: Time) -> Result<Time> {
    match at {
        None => Err(Error::invalid(field, "problem-time")),
        Some(at) if at <= now => Err(Error::invalid(field, "problem-tour-past")),
        Some(at) if at.seconds_since(now) > 2 * 366 * 86_400 => {
            Err(Error::invalid(field, "problem-tour-far"))
        }
        Some(at) => Ok(at),
    }
}

/// Whether somebody may accept a time: it takes one of each side, and never whoever proposed it.
pub fn may_accept(proposed: Side, is_own: bool, reader: Standing) -> bool {
    !is_own && (reader.side != proposed || reader.side == Side::Both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_is_a_line_and_what_follows_a_colon_is_its_note() {
        let stops = parse_stops("The sorter: where the bins are\n\n Book van \nRoom 2:\n");
        let expected = [("The sorter", "where the bins are"), ("Book van", ""), ("Room 2", "")];
        let expected: Vec<_> =
            expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(stops, expected);
    }

    #[test]
    fn a_time_takes_both_sides() {
        let stands = |side| Standing { side, is_keeper: false };
        assert!(may_accept(Side::Customer, false, stands(Side::Provider)));
        assert!(!may_accept(Side::Customer, false, stands(Side::Customer)));
        assert!(may_accept(Side::Customer, false, stands(Side::Both)));
        assert!(may_accept(Side::Both, false, stands(Side::Both)));
        assert!(!may_accept(Side::Both, true, stands(Side::Both)));
    }

    #[test]
    fn a_tour_that_is_over_before_it_is_agreed_on_is_refused() {
        let now = Time::from_micros(1_000_000_000_000);
        assert!(check_time("starts", Some(now), now).is_err());
        assert!(check_time("starts", None, now).is_err());
        assert!(check_time("starts", Some(now.plus_seconds(3600)), now).is_ok());
        assert!(check_time("starts", Some(now.plus_seconds(3 * 366 * 86_400)), now).is_err());
    }
}
