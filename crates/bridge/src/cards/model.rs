//! What stands on a card. Pure.

use crate::profiles::WayRow;

/// A department or a team in a few lines, in the reader's language. Whatever is empty is not said.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// What it is for, in a sentence.
    pub mission: String,
    /// What to come for; Markdown.
    pub come_for: String,
    /// What worries it; Markdown.
    pub worried_by: String,
    /// What it is judged on; Markdown.
    pub judged_on: String,
    /// "Northside: open until 18:00".
    pub hours: Vec<String>,
    /// What is on or to come within six weeks: "Exam weeks, 3 to 14 November", and what it means.
    pub busy: Vec<(String, String)>,
    /// How it is reached.
    pub ways: Vec<WayRow>,
}
