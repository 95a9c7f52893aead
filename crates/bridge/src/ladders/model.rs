//! What a ladder is: its steps, where it stands, and who may do what with it. Pure.

use base::{Language, Problems, Result, Time, day_in_words, jiff_tz::TimeZone};
use jiff::civil::Date;

db::words! {
    /// Where a ladder stands.
    pub enum State {
        /// Its owner is on the way.
        Climbing = "climbing",
        /// It works again.
        Resolved = "resolved",
        /// It may not change, and its owner lives with that.
        Accepted = "accepted",
        /// The two sides see it differently, and agree to work beside each other.
        Coexisting = "coexisting",
    }
}

db::words! {
    /// A step of the talk that this began with.
    pub enum RungKind {
        /// Talk to your own manager.
        OwnManager = "own_manager",
        /// Talk to IT's manager, perhaps together.
        ItManager = "it_manager",
        /// Say what it does to the service.
        Impact = "impact",
        /// Say aloud what works.
        Praise = "praise",
        /// Look at what one expects.
        Expectations = "expectations",
        /// Think about an agreement.
        Agreement = "agreement",
        /// Accept that it may not change.
        Acceptance = "acceptance",
    }
}

impl RungKind {
    /// How many days are usually waited after it before it is looked at again.
    pub fn usual_days(self) -> i64 {
        match self {
            RungKind::OwnManager | RungKind::Expectations => 7,
            RungKind::ItManager | RungKind::Impact | RungKind::Praise => 14,
            RungKind::Agreement => 30,
            RungKind::Acceptance => 90,
        }
    }

    /// The order in which it helps most: a look at one's own part before anybody else is asked, then
    /// the talks, then what lasts. The talk names them in another order and asks for none.
    pub const ADVISED: [RungKind; 7] = [
        RungKind::Expectations,
        RungKind::OwnManager,
        RungKind::Praise,
        RungKind::Impact,
        RungKind::ItManager,
        RungKind::Agreement,
        RungKind::Acceptance,
    ];
}

/// What somebody may do with a ladder. Later ones include earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Was invited to read.
    Reads,
    /// Was invited to write, too.
    Writes,
    /// It is theirs.
    Owns,
}

impl Part {
    /// As the API says it.
    pub fn word(self) -> &'static str {
        match self {
            Part::Reads => "reads",
            Part::Writes => "writes",
            Part::Owns => "owns",
        }
    }
}

/// The most characters of a long text.
pub const LONGEST: usize = 10_000;

/// A date as it is typed, YYYY-MM-DD; empty if nothing was.
pub fn date(problems: &mut Problems, field: &'static str, typed: &str) -> String {
    let typed = typed.trim();
    match typed.parse::<Date>() {
        Ok(date) if (2000..=2200).contains(&date.year()) => date.to_string(),
        Err(_) if typed.is_empty() => String::new(),
        _ => {
            problems.add(field, "problem-date");
            typed.to_owned()
        }
    }
}

/// A stored day as people say it: "1 December 2026".
pub fn said_day(language: &Language, on: &str) -> String {
    on.parse::<Date>().map_or_else(|_| on.to_owned(), |date| day_in_words(language, date))
}

/// Nine in the morning of a day, there where somebody is.
pub fn morning(zone: &TimeZone, date: Date) -> Option<Time> {
    let at = date.at(9, 0, 0, 0);
    zone.to_ambiguous_timestamp(at).compatible().ok().map(Time::from)
}

/// The numbers of requests as typed: "12, #15 16".
pub fn numbers(problems: &mut Problems, field: &'static str, typed: &str) -> Vec<i64> {
    let mut found = Vec::new();
    for piece in typed.split(|c: char| c.is_whitespace() || c == ',' || c == ';') {
        let piece = piece.trim().trim_start_matches('#');
        if piece.is_empty() {
            continue;
        }
        match piece.parse::<i64>() {
            Ok(number) if number > 0 => found.push(number),
            _ => problems.add_with(field, "problem-ladder-number", vec![("n", piece.to_owned())]),
        }
    }
    found.sort_unstable();
    found.dedup();
    if found.len() > 100 {
        problems.add(field, "problem-ladder-many");
    }
    found
}

/// What one writes down to begin.
pub struct Checked {
    pub title: String,
    pub words: String,
    pub wants: String,
    pub wants_on: String,
    pub tickets: Vec<i64>,
}

/// Trims it, or says what is wrong.
pub fn check(
    title: &str,
    words: &str,
    wants: &str,
    wants_on: &str,
    tickets: &str,
) -> Result<Checked> {
    let mut problems = Problems::default();
    let checked = Checked {
        title: problems.line("title", title, 150),
        words: problems.text("words", words, LONGEST),
        wants: problems.optional_text("wants", wants, 2000),
        wants_on: date(&mut problems, "wants_on", wants_on),
        tickets: numbers(&mut problems, "tickets", tickets),
    };
    problems.check()?;
    Ok(checked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_its_place_in_the_advice() {
        for kind in RungKind::ALL {
            assert_eq!(RungKind::ADVISED.iter().filter(|one| *one == kind).count(), 1, "{kind}");
            assert!(kind.usual_days() > 0);
        }
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let mut problems = Problems::default();
        assert_eq!(numbers(&mut problems, "tickets", " #12, 15\n16;12 "), [12, 15, 16]);
        assert!(problems.0.is_empty());
        assert!(numbers(&mut problems, "tickets", "the printer").is_empty());
        assert_eq!(problems.0[0].key, "problem-ladder-number");
        let mut problems = Problems::default();
        numbers(&mut problems, "tickets", "0 -4 99999999999999999999");
        assert_eq!(problems.0.len(), 1);
    }

    #[test]
    fn dates_are_dates_or_nothing() {
        let mut problems = Problems::default();
        assert_eq!(date(&mut problems, "on", " 2026-12-01 "), "2026-12-01");
        assert_eq!(date(&mut problems, "on", ""), "");
        assert!(problems.0.is_empty());
        date(&mut problems, "on", "2026-02-30");
        assert_eq!(problems.0.len(), 1);
    }

    #[test]
    fn morning_is_nine_there() {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let at = morning(&zone, "2026-12-01".parse().unwrap()).unwrap();
        assert_eq!(at.to_string(), "2026-11-30T22:00:00Z");
    }

    #[test]
    fn owning_includes_writing_and_reading() {
        assert!(Part::Owns > Part::Writes && Part::Writes > Part::Reads);
    }
}
