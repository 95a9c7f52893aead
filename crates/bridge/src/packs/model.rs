//! What a meeting pack holds, as data for its page and its document. Pure.

use serde::Serialize;

/// A line with what is said beside it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Said {
    /// What it is.
    pub text: String,
    /// What is said beside it; may be empty.
    pub note: String,
}

/// One topic of the agenda.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Part {
    /// What it is about.
    pub heading: String,
    /// Why somebody put it there; may be empty.
    pub why: String,
    /// The facts.
    pub lines: Vec<Said>,
    /// What was noted on it, as typed.
    pub notes: String,
}

/// Who one side is.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Card {
    /// The department.
    pub name: String,
    /// What it is there for; more lines as its profile has them.
    pub lines: Vec<Said>,
}

/// A figure with its words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Figure {
    /// What it answers.
    pub title: String,
    /// The same in words.
    pub said: String,
    /// Its place among the pictures: `/figure-0.svg`.
    pub path: String,
    /// SVG; not part of the data.
    #[serde(skip)]
    pub svg: String,
    /// The same by itself, for the document.
    #[serde(skip)]
    pub picture: String,
}

/// The meeting before.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Last {
    /// Its row.
    pub id: i64,
    /// When it was.
    pub when: String,
    /// What was noted, topic by topic.
    pub notes: Vec<Part>,
    /// What was decided.
    pub decisions: Vec<Said>,
    /// What was promised.
    pub promised: Vec<Said>,
}

impl Last {
    /// Whether nothing was written down.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.decisions.is_empty() && self.promised.is_empty()
    }
}

/// Everything for one meeting.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pack {
    /// The meeting's row.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Between whom.
    pub between: String,
    /// When, by its reader's clock.
    pub when: String,
    /// Where.
    pub place: String,
    /// Who comes, and as what.
    pub people: Vec<Said>,
    /// What there is to talk about.
    pub parts: Vec<Part>,
    /// What was decided at it, where it has been held.
    pub decisions: Vec<Said>,
    /// What was promised at it.
    pub promised: Vec<Said>,
    /// Who both sides are.
    pub cards: Vec<Card>,
    /// How it goes.
    pub figures: Vec<Figure>,
    /// The meeting before.
    pub last: Option<Last>,
}
