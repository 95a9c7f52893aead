//! What the tasks of a ticket amount to. Pure.

use super::store::TaskRow;
use crate::checklists::ChecklistRow;
use base::{Problems, Time};
use calendar::Calendar;

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

/// The end of the next day on which somebody works, after today; a day on where nobody ever does, or
/// nobody ever goes home.
pub fn next_working_day(calendar: &Calendar, now: Time) -> Time {
    let zone = calendar.zone();
    let date = |at| zone.to_datetime(at).date();
    let end = || {
        let midnight = date(now.timestamp()).tomorrow().ok()?;
        let midnight = midnight.to_zoned_datetime(zone.clone()).ok()?;
        let mut at = calendar.next_open(midnight.timestamp())?;
        let day = date(at);
        let mut last = calendar.closes_at(at)?;
        // closed over lunch is not the end of the day
        for _ in 0..10 {
            at = match calendar.next_open(last).filter(|at| date(*at) == day) {
                Some(at) => at,
                None => break,
            };
            last = calendar.closes_at(at)?;
        }
        Some(Time::from(last))
    };
    end().unwrap_or_else(|| now.plus_seconds(86_400))
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
    fn the_next_working_day_is_not_tomorrow_on_a_friday() {
        use base::jiff_tz::TimeZone;
        use calendar::WeeklyHours;
        let of = |hours: &str, now: &str| {
            let zone = TimeZone::get("Australia/Melbourne").unwrap();
            let calendar = Calendar::new(WeeklyHours::parse(hours).unwrap(), zone.clone());
            let now: jiff::Timestamp = now.parse().unwrap();
            let at = next_working_day(&calendar, now.into());
            zone.to_datetime(at.timestamp()).to_string()
        };
        let week = "Mo-Fr 09:00-12:30,13:30-17:00";
        // Wednesday 10:00 and 23:00 there, then Friday
        assert_eq!(of(week, "2026-11-24T23:00:00Z"), "2026-11-26T17:00:00");
        assert_eq!(of(week, "2026-11-25T12:00:00Z"), "2026-11-26T17:00:00");
        assert_eq!(of(week, "2026-11-27T03:00:00Z"), "2026-11-30T17:00:00");
        assert_eq!(of("24/7", "2026-11-27T03:00:00Z"), "2026-11-28T14:00:00");
    }

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
