//! What somebody can be told that is about no ticket. Pure.

use super::store::TidingRow;
use crate::notifications::Kind;
use base::{Language, Time, day_in_words, jiff_tz::TimeZone, moment_there};
use jiff::civil::Date;

/// The day or the time that news is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It is to be done by then.
    By(Date),
    /// It takes place then.
    At(Time),
}

/// One thing to tell. What it leads to says more, to those who may read it.
#[derive(Clone, Debug)]
pub struct Tiding {
    /// What it is to them, among the kinds people choose for.
    pub kind: Kind,
    /// After `tiding-` in the translations: a sentence that takes `who` and `about`.
    pub words: &'static str,
    /// What the sentence names: a title. Never anything private.
    pub about: String,
    /// What was said with it, or is to be done: shown below the sentence. Never anything private.
    pub said: String,
    /// When that is.
    pub when: Option<When>,
    /// Where it leads: a page of ours. Whoever opens it has read this.
    pub href: String,
    /// Whether it is kept from the reader who did it.
    pub is_unsigned: bool,
}

impl Tiding {
    /// A sentence about something, and where to read on.
    pub fn new(words: &'static str, about: &str, href: impl Into<String>) -> Self {
        Tiding {
            kind: Kind::Asked,
            words,
            about: about.to_owned(),
            said: String::new(),
            when: None,
            href: href.into(),
            is_unsigned: false,
        }
    }
}

impl TidingRow {
    /// What happened, in a sentence.
    pub fn sentence(&self, tongue: &Language) -> String {
        let args = [("who", self.who.as_str()), ("about", self.about.as_str())];
        tongue.with(&format!("tiding-{}", self.words), &args)
    }

    /// When that is, by the reader's clock.
    pub fn when(&self, tongue: &Language, zone: &TimeZone) -> Option<String> {
        if let Some(at) = self.meets_at {
            return Some(tongue.with("tiding-at", &[("when", &moment_there(tongue, zone, at))]));
        }
        let day = day_in_words(tongue, self.due_on.parse().ok()?);
        Some(tongue.with("tiding-by", &[("day", &day)]))
    }

    /// All of it, line by line.
    pub fn lines(&self, tongue: &Language, zone: &TimeZone) -> Vec<String> {
        let mut lines = vec![self.sentence(tongue)];
        lines.extend(Some(format!("“{}”", self.said)).filter(|_| !self.said.is_empty()));
        lines.extend(self.when(tongue, zone));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::language;

    #[test]
    fn news_says_what_by_when_and_at_what_time() {
        let mut row = TidingRow {
            id: 1,
            kind: Kind::Asked,
            words: "promise-given".into(),
            who: "Ann".into(),
            about: "Order rolls".into(),
            said: String::new(),
            due_on: "2026-12-04".into(),
            meets_at: None,
            href: "/actions/1".into(),
            at: Time::default(),
            read_at: None,
        };
        let tongue = language("en");
        let lines = row.lines(tongue, &TimeZone::UTC);
        assert!(lines[0].contains("Ann") && lines[0].contains("Order rolls"), "{lines:?}");
        assert_eq!(lines[1], "By 4 December \u{2060}2026");
        row.due_on = String::new();
        row.said = "Two boxes".into();
        row.meets_at = Some(Time::default());
        let lines = row.lines(tongue, &TimeZone::UTC);
        assert_eq!(lines[1..], ["“Two boxes”", "Thursday 1 January \u{2060}1970, 00:00"]);
    }
}
