//! What can be written in a review. Pure.

use crate::ladders::{LONGEST, date};
use base::{Problems, Result, Time, jiff_tz::TimeZone};
use jiff::civil::DateTime;

db::words! {
    /// A piece of a review.
    pub enum PartKind {
        /// What happened, in a few sentences. There is one.
        Story = "story",
        /// Something that helped.
        Helped = "helped",
        /// Something that contributed; nobody is asked for the one cause.
        Factor = "factor",
        /// What somebody's own side got wrong, or cannot do.
        Own = "own",
        /// A change of how things are done.
        Change = "change",
        /// A moment that no request knows of.
        Moment = "moment",
    }
}

db::words! {
    /// What kind of thing contributed.
    pub enum FactorKind {
        /// How things are done, or handed on.
        Process = "process",
        /// A machine, a system, a setting.
        Tool = "tool",
        /// Something somebody did not know.
        Information = "information",
        /// Too little time, too few people.
        Capacity = "capacity",
        /// Something that neither side decides.
        Outside = "outside",
    }
}

impl PartKind {
    /// The kinds that can be added.
    pub const ADDED: [PartKind; 5] =
        [PartKind::Moment, PartKind::Helped, PartKind::Factor, PartKind::Own, PartKind::Change];
}

/// A piece as somebody writes it down.
#[derive(Clone, Debug, Default)]
pub struct NewPart {
    /// 1 to 10,000 characters.
    pub words: String,
    /// Of a factor: its kind.
    pub sort: String,
    /// Of a moment: when, as 2026-11-20T09:30 by the writer's clock.
    pub happened: String,
    /// Of a change: the number of whoever owns it; empty: nobody yet.
    pub owner: String,
    /// Of a change: when it is due, YYYY-MM-DD.
    pub due_on: String,
}

/// What it amounts to.
pub struct Checked {
    pub words: String,
    pub sort: String,
    pub happened_at: Option<Time>,
    pub owner: Option<i64>,
    pub due_on: String,
}

impl NewPart {
    /// Trims it, or says what is wrong.
    pub fn check(&self, kind: PartKind, zone: &TimeZone) -> Result<Checked> {
        let mut problems = Problems::default();
        let words = problems.text("words", &self.words, LONGEST);
        let sort = match kind {
            PartKind::Factor => {
                let found = problems.word("sort", FactorKind::parse(&self.sort));
                found.map(|kind| kind.to_string()).unwrap_or_default()
            }
            _ => String::new(),
        };
        let happened_at = match kind {
            PartKind::Moment => {
                let read = self.happened.trim().parse::<DateTime>().ok();
                let at = read.and_then(|at| zone.to_ambiguous_timestamp(at).compatible().ok());
                if at.is_none() {
                    problems.add("happened", "problem-review-moment");
                }
                at.map(Time::from)
            }
            _ => None,
        };
        let (owner, due_on) = match kind {
            PartKind::Change => {
                let typed = self.owner.trim();
                let owner = typed.parse::<i64>().ok();
                if owner.is_none() && !typed.is_empty() {
                    problems.add("owner", "problem-choose");
                }
                (owner, date(&mut problems, "due_on", &self.due_on))
            }
            _ => (None, String::new()),
        };
        problems.check()?;
        Ok(Checked { words, sort, happened_at, owner, due_on })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_asks_for_what_it_needs() {
        let zone = TimeZone::UTC;
        let words = NewPart { words: "Nobody was told".into(), ..NewPart::default() };
        assert!(words.check(PartKind::Helped, &zone).is_ok());
        assert!(words.check(PartKind::Factor, &zone).is_err(), "which kind?");
        assert!(words.check(PartKind::Moment, &zone).is_err(), "when?");
        assert!(words.check(PartKind::Change, &zone).is_ok(), "nobody has it yet");
        let moment = NewPart { happened: "2026-11-20T09:30".into(), ..words.clone() };
        let at = moment.check(PartKind::Moment, &zone).unwrap().happened_at;
        assert_eq!(at.map(|at| at.to_string()).as_deref(), Some("2026-11-20T09:30:00Z"));
        for owner in ["x", "1.5"] {
            let change = NewPart { owner: owner.into(), ..words.clone() };
            assert!(change.check(PartKind::Change, &zone).is_err());
        }
    }
}
