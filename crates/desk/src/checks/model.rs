//! Lists of lines, as somebody types them.

use base::{Problems, hex, sha256};

db::words! {
    /// What a line is.
    pub enum Part {
        /// What people see go wrong.
        Symptom = "symptom",
        /// What to look at first.
        Check = "check",
    }
}

/// The most lines of a list: more than these nobody reads with a queue at the desk.
const MOST: usize = 12;
/// The longest line, in characters.
const LONGEST: usize = 120;

/// The lines of a box, each once and trimmed; notes what is too much beside the field.
pub fn read(field: &'static str, typed: &str, problems: &mut Problems) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in typed.replace('\0', "").lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = line.chars().count();
        if length > LONGEST {
            let args = vec![("most", LONGEST.to_string()), ("has", length.to_string())];
            problems.add_with(field, "problem-too-long", args);
        }
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.len() > MOST {
        problems.add_with(field, "problem-too-many-lines", vec![("most", MOST.to_string())]);
    }
    lines
}

/// Tells one pair of lists from another, for whoever edits them.
pub fn version(symptoms: &[String], checks: &[String]) -> String {
    let text = format!("{}\n\n{}", symptoms.join("\n"), checks.join("\n"));
    hex(&sha256(text.as_bytes())[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_trimmed_and_each_stands_once() {
        let mut problems = Problems::default();
        let lines = read("checks", " Is it on?\n\n Is  it on? \nPaper?\n", &mut problems);
        assert_eq!(lines, ["Is it on?", "Paper?"]);
        assert_eq!(problems, Problems::default());
    }

    #[test]
    fn too_much_is_said() {
        let mut problems = Problems::default();
        read("checks", &"x".repeat(121), &mut problems);
        assert_eq!(problems.0[0].key, "problem-too-long");
        let mut problems = Problems::default();
        let many: String = (0..13).map(|n| format!("line {n}\n")).collect();
        read("checks", &many, &mut problems);
        assert_eq!(problems.0[0].key, "problem-too-many-lines");
    }

    #[test]
    fn other_lists_are_another_version() {
        let one = version(&["a".into()], &["b".into()]);
        assert_ne!(one, version(&["a".into(), "b".into()], &[]));
    }
}
