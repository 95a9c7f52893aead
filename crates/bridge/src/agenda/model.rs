//! What a meeting can talk about, and how its lines are kept. Pure.

use super::store::TopicRow;
use base::{TicketId, hex, sha256};
use serde::{Deserialize, Serialize};

db::words! {
    /// What a topic is about.
    pub enum Section {
        /// What was promised and is open.
        Actions = "actions",
        /// What hurts most now.
        Impact = "impact",
        /// What waits longest, on either side.
        Waits = "waits",
        /// What comes again and again.
        Repeats = "repeats",
        /// Changes and busy weeks to come.
        Coming = "coming",
        /// How it felt.
        Felt = "felt",
        /// Thanks.
        Praise = "praise",
        /// Ideas.
        Ideas = "ideas",
        /// Joint projects.
        Projects = "projects",
        /// Shared goals.
        Goals = "goals",
        /// What reviews changed.
        Reviews = "reviews",
        /// Tours and placements.
        Tours = "tours",
        /// What somebody put on it.
        Added = "added",
    }
}

impl Section {
    /// Those that write themselves, in the order in which a meeting begins with them.
    pub fn written() -> impl Iterator<Item = Section> {
        Section::ALL.iter().copied().filter(|one| *one != Section::Added)
    }
}

/// One line of an agenda that nobody had to write: what another part of the bridge brings to a
/// meeting, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// What it is about, in one short sentence.
    pub text: String,
    /// Where to read on; may be empty.
    pub href: String,
    /// Why it is here: "waits for 12 days"; may be empty.
    pub note: String,
}

/// A line with its section, as it is kept once the meeting was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// A word of [`Section`].
    pub section: String,
    /// What it says. Of a ticket it has no words: those are for whoever may see it.
    pub line: Line,
    /// The ticket it is about.
    pub ticket: Option<i64>,
}

impl Kept {
    /// What the line is known by when it is put aside.
    pub fn key(&self) -> String {
        let about = if self.line.href.is_empty() { &self.line.text } else { &self.line.href };
        hex(&sha256(format!("{} {about}", self.section).as_bytes())[..12])
    }

    /// As it is kept with the minutes. Thanks are looked up when somebody reads: whoever was thanked
    /// may take them back.
    pub fn for_keeping(mut self) -> Kept {
        if Section::parse(&self.section) == Some(Section::Praise) {
            self.line.text.clear();
            self.line.note.clear();
        }
        self
    }

    /// Its ticket.
    pub fn ticket(&self) -> Option<TicketId> {
        self.ticket.map(TicketId)
    }
}

/// A line as a reader sees it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What it is known by.
    pub key: String,
    /// What it says, where to read on, and why it is here.
    pub line: Line,
    /// The ticket it is about.
    pub ticket: Option<TicketId>,
    /// Whether it is put aside.
    pub is_aside: bool,
}

/// A topic as a reader sees it.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its row.
    pub row: TopicRow,
    /// What wrote itself, without what is put aside.
    pub lines: Vec<Shown>,
    /// What is put aside.
    pub aside: Vec<Shown>,
}

impl Topic {
    /// Whether there is anything to show.
    pub fn is_shown(&self) -> bool {
        self.row.kind == Section::Added
            || !self.lines.is_empty()
            || !self.aside.is_empty()
            || !self.row.notes.is_empty()
    }
}

/// Which way a topic moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

/// The order after one topic has moved past its neighbour among those that are shown; the others
/// stay where they are to each other.
pub fn moved(all: &[i64], shown: &[i64], topic: i64, way: Way) -> Vec<i64> {
    let mut order = all.to_vec();
    let Some(at) = shown.iter().position(|id| *id == topic) else { return order };
    let neighbour = match way {
        Way::Up => at.checked_sub(1),
        Way::Down => Some(at + 1),
    };
    let Some(neighbour) = neighbour.and_then(|at| shown.get(at)) else { return order };
    order.retain(|id| *id != topic);
    if let Some(place) = order.iter().position(|id| id == neighbour) {
        order.insert(if way == Way::Up { place } else { place + 1 }, topic);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_moves_past_what_is_shown_and_never_behind_what_is_hidden() {
        let (all, shown) = ([1, 2, 3, 4], [1, 3, 4]);
        assert_eq!(moved(&all, &shown, 3, Way::Up), [3, 1, 2, 4]);
        assert_eq!(moved(&all, &shown, 3, Way::Down), [1, 2, 4, 3]);
        assert_eq!(moved(&all, &shown, 1, Way::Up), all);
        assert_eq!(moved(&all, &shown, 4, Way::Down), all);
        assert_eq!(moved(&all, &shown, 2, Way::Down), all);
    }

    #[test]
    fn a_line_is_known_by_what_it_leads_to() {
        let kept = |section: &str, text: &str, href: &str| Kept {
            section: section.into(),
            line: Line { text: text.into(), href: href.into(), note: String::new() },
            ticket: None,
        };
        let same = kept("waits", "#7, 12 days", "/tickets/7").key();
        assert_eq!(same, kept("waits", "#7, 13 days", "/tickets/7").key());
        assert_ne!(same, kept("impact", "#7", "/tickets/7").key());
        assert_ne!(kept("felt", "a", "").key(), kept("felt", "b", "").key());
    }
}
