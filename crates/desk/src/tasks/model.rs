//! What the tasks of a ticket amount to. Pure.

use super::store::TaskRow;
use crate::checklists::ChecklistRow;
use base::Problems;

/// The tasks of a ticket as its page shows them.
#[derive(Default)]
pub struct Panel {
    /// In order; for people asking only those that are shown to them.
    pub tasks: Vec<TaskRow>,
    /// Lists that fit this ticket.
    pub checklists: Vec<ChecklistRow>,
}

impl Panel {
    /// How many are done.
    pub fn done(&self) -> usize {
        self.tasks.iter().filter(|task| task.done_at.is_some()).count()
    }

    /// How many are not.
    pub fn open(&self) -> usize {
        self.tasks.len() - self.done()
    }
}

/// The tasks in pasted lines, without the marks that lists have; at most 50.
pub fn lines_of(text: &str, problems: &mut Problems) -> Vec<String> {
    let lines: Vec<_> = text.lines().map(bare).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        problems.add("lines", "problem-empty");
    }
    if lines.len() > 50 {
        problems.add("lines", "problem-tasks-too-many");
    }
    lines.iter().map(|line| problems.line("lines", line, 200)).collect()
}

/// A line without `- `, `* `, `1. `, `[ ] ` before it.
fn bare(line: &str) -> String {
    let mut line = line.trim();
    line = line.trim_start_matches(['-', '*', '•', '–']).trim_start();
    if let Some((number, rest)) = line.split_once(['.', ')'])
        && (1..=2).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        && rest.starts_with(' ')
    {
        line = rest.trim_start();
    }
    for mark in ["[ ]", "[x]", "[X]", "☐"] {
        line = line.strip_prefix(mark).unwrap_or(line).trim_start();
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_list_loses_its_marks() {
        let mut problems = Problems::default();
        let lines = lines_of("- One\n 2. Two\n\n[ ] Three\r\n* [x] Four\n3.5 volts", &mut problems);
        assert_eq!(lines, ["One", "Two", "Three", "Four", "3.5 volts"]);
        assert!(problems.0.is_empty());
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        let mut problems = Problems::default();
        lines_of(" \n - \n", &mut problems);
        lines_of(&"x\n".repeat(51), &mut problems);
        assert_eq!(problems.0.len(), 1);
    }
}
