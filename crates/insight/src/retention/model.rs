//! What can be kept for a time.

use base::{Problems, Time, row};

db::words! {
    /// A kind of thing with a rule of its own.
    pub enum Kind {
        /// Tries to sign in, links, sessions that ended, keys that make sending twice harmless.
        SignIns = "sign_ins",
        /// What was done, other than to tickets.
        Audit = "audit",
        /// People out of use: their names go, what they did stays.
        People = "people",
        /// Mail as it was received, of tickets that are closed.
        RawMail = "raw_mail",
        /// Files of tickets that are closed.
        Attachments = "attachments",
        /// What was written on tickets that are closed: the ticket and its facts stay.
        Conversations = "conversations",
        /// Reports by code that nobody let through.
        ScanReports = "scan_reports",
    }
}

impl Kind {
    /// Days when nobody says otherwise; none: for good.
    pub fn usual(self) -> Option<i64> {
        (self == Kind::SignIns).then_some(90)
    }

    /// The fewest days that can be chosen.
    pub fn least(self) -> i64 {
        match self {
            Kind::SignIns => 2,
            Kind::Audit => 90,
            _ => 30,
        }
    }
}

/// The most days that can be chosen: fifty years.
const MOST_DAYS: i64 = 18_250;

row! {
    /// A rule as it is stored.
    #[derive(Clone, Debug)]
    pub struct RuleRow {
        pub kind: Kind,
        pub days: Option<i64>,
        pub ran_at: Option<Time>,
        pub removed: i64,
    }
}

/// A rule, whether or not somebody has said it.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Of what.
    pub kind: Kind,
    /// After how many days; none: never.
    pub days: Option<i64>,
    /// When it last ran.
    pub ran_at: Option<Time>,
    /// How much it has removed so far.
    pub removed: i64,
}

/// Every rule, from those that are stored.
pub fn rules(stored: &[RuleRow]) -> Vec<Rule> {
    let rule = |kind: &Kind| match stored.iter().find(|row| row.kind == *kind) {
        Some(row) => Rule { kind: *kind, days: row.days, ran_at: row.ran_at, removed: row.removed },
        None => Rule { kind: *kind, days: kind.usual(), ran_at: None, removed: 0 },
    };
    Kind::ALL.iter().map(rule).collect()
}

/// Days as typed; empty: never.
pub fn read_days(kind: Kind, typed: &str, problems: &mut Problems) -> Option<i64> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let days = typed.parse().ok().filter(|days| (kind.least()..=MOST_DAYS).contains(days));
    if days.is_none() {
        let args = vec![("least", kind.least().to_string())];
        problems.add_with("days", "problem-retention-days", args);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_tickets_goes_unless_somebody_says_so() {
        let rules = rules(&[]);
        let days = |kind: Kind| rules.iter().find(|rule| rule.kind == kind).unwrap().days;
        assert_eq!(days(Kind::Conversations), None);
        assert_eq!(days(Kind::SignIns), Some(90));
    }

    #[test]
    fn days_have_a_least() {
        let read = |typed: &str| {
            let mut problems = Problems::default();
            (read_days(Kind::RawMail, typed, &mut problems), problems.0.len())
        };
        assert_eq!(read("365"), (Some(365), 0));
        assert_eq!(read(" "), (None, 0));
        assert_eq!(read("3"), (None, 1));
        assert_eq!(read("a year"), (None, 1));
    }
}
