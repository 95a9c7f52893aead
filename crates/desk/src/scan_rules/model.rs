//! The rules, and what they say of a report.

use base::Problems;
use people::administration::Pairs;
use serde::{Deserialize, Serialize};

/// The rules as they are settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// Whether reports by code are taken at all.
    pub is_on: bool,
    /// Every report waits.
    pub is_all_held: bool,
    /// How many reports of one code in an hour are taken at once; more wait.
    pub most_an_hour: i64,
    /// Longer ones wait, in characters.
    pub longest: i64,
    /// Those with a link in them wait.
    pub is_link_held: bool,
    /// Those outside the opening hours of the place wait.
    pub is_closed_held: bool,
    /// Counts edits.
    pub version: i64,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            is_on: true,
            is_all_held: false,
            most_an_hour: 5,
            longest: 500,
            is_link_held: true,
            is_closed_held: false,
            version: 1,
        }
    }
}

db::words! {
    /// Which rule made a report wait.
    pub enum Reason {
        /// Every report waits.
        All = "all",
        /// There were many within an hour.
        Many = "many",
        /// There is a link in it.
        Link = "link",
        /// It is long.
        Long = "long",
        /// The place was shut.
        Closed = "closed",
    }
}

/// What the rules look at.
pub struct Seen<'a> {
    /// What was written.
    pub words: &'a str,
    /// Reports by the same code in the hour before.
    pub in_the_hour: i64,
    /// Whether the place is open; true where nobody has said when it is.
    pub is_open: bool,
}

impl Rules {
    /// Why a report waits; none: it is taken at once.
    pub fn reason(&self, seen: &Seen<'_>) -> Option<Reason> {
        let length = i64::try_from(seen.words.chars().count()).unwrap_or(i64::MAX);
        let cases = [
            (self.is_all_held, Reason::All),
            (seen.in_the_hour >= self.most_an_hour, Reason::Many),
            (self.is_link_held && has_link(seen.words), Reason::Link),
            (length > self.longest, Reason::Long),
            (self.is_closed_held && !seen.is_open, Reason::Closed),
        ];
        cases.into_iter().find(|(applies, _)| *applies).map(|(_, reason)| reason)
    }

    /// Notes what is out of bounds.
    pub fn check(&self, problems: &mut Problems) {
        if !(1..=1000).contains(&self.most_an_hour) {
            problems.add("most_an_hour", "problem-scan-most");
        }
        if !(20..=2000).contains(&self.longest) {
            problems.add("longest", "problem-scan-longest");
        }
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Pairs {
        let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
        vec![
            ("is_on", yes(self.is_on)),
            ("is_all_held", yes(self.is_all_held)),
            ("most_an_hour", self.most_an_hour.to_string()),
            ("longest", self.longest.to_string()),
            ("is_link_held", yes(self.is_link_held)),
            ("is_closed_held", yes(self.is_closed_held)),
        ]
    }
}

/// Endings that are a link even without a path behind them. What else has a dot in it is more often
/// two sentences.
const ENDINGS: [&str; 9] = ["com", "net", "org", "info", "biz", "xyz", "top", "shop", "online"];

/// Whether there is the address of a page in it: with its scheme, or as people write them.
fn has_link(words: &str) -> bool {
    let words = words.to_lowercase();
    words.contains("://")
        || words.split(|c: char| c.is_whitespace() || "()<>[],;".contains(c)).any(is_link)
}

fn is_link(word: &str) -> bool {
    let (host, path) = word.split_once('/').unwrap_or((word, ""));
    let host = host.trim_end_matches(['.', '!', '?', ':']);
    let Some((_, ending)) = host.rsplit_once('.') else { return false };
    let is_part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_host = host.split('.').all(is_part) && ending.chars().all(char::is_alphabetic);
    is_host && (word.starts_with("www.") || !path.is_empty() || ENDINGS.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(words: &str, in_the_hour: i64, is_open: bool) -> Option<Reason> {
        let rules = Rules { is_closed_held: true, longest: 40, ..Rules::default() };
        rules.reason(&Seen { words, in_the_hour, is_open })
    }

    #[test]
    fn each_rule_holds_what_it_says() {
        assert_eq!(reason("The screen is black", 0, true), None);
        assert_eq!(reason("The screen is black", 5, true), Some(Reason::Many));
        assert_eq!(reason("see https://spam.example", 0, true), Some(Reason::Link));
        assert_eq!(reason("buy at cheap-pills.com now", 0, true), Some(Reason::Link));
        assert_eq!(reason("bit.ly/x1", 0, true), Some(Reason::Link));
        assert_eq!(reason(&"long ".repeat(20), 0, true), Some(Reason::Long));
        assert_eq!(reason("It beeps", 0, false), Some(Reason::Closed));
        assert_eq!(reason("No paper.It is empty", 0, true), None);
        let all = Rules { is_all_held: true, ..Rules::default() };
        let seen = Seen { words: "", in_the_hour: 0, is_open: true };
        assert_eq!(all.reason(&seen), Some(Reason::All));
    }

    #[test]
    fn rules_have_bounds() {
        let mut problems = Problems::default();
        Rules { most_an_hour: 0, longest: 9, ..Rules::default() }.check(&mut problems);
        assert_eq!(problems.0.len(), 2);
    }
}
