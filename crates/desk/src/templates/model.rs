//! How the tasks and values of a template are written. Pure.

use crate::custom_fields::Typed;
use base::Problems;

/// A task of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateTask {
    /// What is to be done.
    pub title: String,
    /// So many days after the ticket is opened.
    pub due_days: Option<i64>,
    /// Whether the requester sees it.
    pub is_shown: bool,
}

/// Tasks from lines: `Make the account (2 days)`; a line that begins with `+` is shown to the
/// requester as a step.
pub fn tasks_of(text: &str, problems: &mut Problems) -> Vec<TemplateTask> {
    let mut tasks = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (is_shown, line) = match line.strip_prefix('+') {
            Some(rest) => (true, rest.trim()),
            None => (false, line.trim_start_matches(['-', '*']).trim()),
        };
        let (title, due_days) = match line.rsplit_once('(') {
            Some((title, days)) => match days_of(days) {
                Some(days) => (title.trim(), Some(days)),
                None => (line, None),
            },
            None => (line, None),
        };
        let title = problems.line("tasks", title, 200);
        tasks.push(TemplateTask { title, due_days, is_shown });
    }
    if tasks.len() > 50 {
        problems.add("tasks", "problem-tasks-too-many");
    }
    tasks
}

fn days_of(text: &str) -> Option<i64> {
    let text = text.strip_suffix(')')?.trim();
    let number = text.trim_end_matches("days").trim_end_matches("day").trim();
    number.parse().ok().filter(|days| (0..=365).contains(days) && number.len() < text.len())
}

/// The tasks as lines again.
pub fn task_lines(tasks: &[TemplateTask]) -> String {
    let line = |task: &TemplateTask| {
        let mark = if task.is_shown { "+ " } else { "" };
        match task.due_days {
            Some(1) => format!("{mark}{} (1 day)", task.title),
            Some(days) => format!("{mark}{} ({days} days)", task.title),
            None => format!("{mark}{}", task.title),
        }
    };
    tasks.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Values of custom fields from lines: `key: value`.
pub fn values_of(text: &str, problems: &mut Problems) -> Typed {
    let mut typed = Typed::default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match line.split_once(':') {
            Some((key, value)) if !value.trim().is_empty() => typed.push(key.trim(), value),
            _ => problems.add("values", "problem-template-value"),
        }
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_tasks_and_lines_again() {
        let mut problems = Problems::default();
        let text = "Make the account (2 days)\n+ Order a badge\n- Ring (or write) to them (1 day)";
        let tasks = tasks_of(text, &mut problems);
        assert_eq!(tasks[0].due_days, Some(2));
        assert!(tasks[1].is_shown);
        assert_eq!(tasks[2].title, "Ring (or write) to them");
        assert_eq!(tasks_of(&task_lines(&tasks), &mut problems), tasks);
        assert_eq!(problems.0, []);
        values_of("tray Tray 1", &mut problems);
        assert_eq!(problems.0[0].field, "values");
    }
}
