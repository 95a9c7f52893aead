//! Putting answers together by service. Pure.

use super::store::AnswerRow;
use base::{TicketId, Time};
use people::tables::Writer;

/// Of fewer answers nothing is added up, and a department of fewer people is not shown apart.
pub const FEWEST: i64 = 5;

/// The most words that are shown about one service.
const MOST: usize = 5;

/// What waits for somebody: how many talks, since when the first is due, and how many suggestions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Open {
    /// Talks that are owed.
    pub talks: usize,
    /// When the first of them is due.
    pub due_at: Option<Time>,
    /// Suggestions that nobody has answered.
    pub repeats: usize,
}

impl Open {
    /// Whether anything waits.
    pub fn is_any(&self) -> bool {
        self.talks + self.repeats > 0
    }
}

/// What somebody said, as far as its reader may know.
#[derive(Clone, Debug)]
pub struct Words {
    /// 0 to 10.
    pub score: i64,
    /// What they said.
    pub words: String,
    /// When.
    pub at: Time,
    /// Their department, unless it is a small one.
    pub department: Option<String>,
    /// The ticket, unless their department is a small one.
    pub ticket: Option<TicketId>,
    /// Whether it is kept from those who helped.
    pub is_kept: bool,
    /// What came of the talk.
    pub done_words: String,
    /// Whether a talk is owed still.
    pub is_owed: bool,
}

/// How it felt about one service.
#[derive(Clone, Debug)]
pub struct Service {
    /// What it is called; none: about none.
    pub name: Option<String>,
    /// How many answered.
    pub count: i64,
    /// The mean in tenths; none: of too few answers, or of one person.
    pub mean: Option<i64>,
    /// The newest first.
    pub words: Vec<Words>,
}

impl Service {
    /// The mean as people read it: 7.5.
    pub fn mean_in_words(&self) -> Option<String> {
        self.mean.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10))
    }
}

/// Answers by service, the one with most answers first; they come the newest first. `is_shown` says
/// which of them may be read, beyond being added up.
pub fn by_service(rows: &[AnswerRow], is_shown: impl Fn(&AnswerRow) -> bool) -> Vec<Service> {
    let mut found: Vec<Service> = Vec::new();
    let mut names: Vec<Option<&String>> = rows.iter().map(|row| row.service.as_ref()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let all: Vec<_> = rows.iter().filter(|row| row.service.as_ref() == name).collect();
        let mut people: Vec<_> = all.iter().map(|row| row.person_id).collect();
        people.sort_unstable();
        people.dedup();
        let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
        let sum: i64 = all.iter().map(|row| row.score).sum();
        let mean = (count >= FEWEST && people.len() > 1).then(|| (sum * 10 + count / 2) / count);
        let said = all.into_iter().filter(|row| !row.words.is_empty() && is_shown(row));
        let words = said.take(MOST).map(words_of).collect();
        found.push(Service { name: name.cloned(), count, mean, words });
    }
    found.sort_by_key(|one| (one.name.is_none(), -one.count, one.name.clone()));
    found
}

/// Answers that may be read as a table for a spreadsheet; they come the newest first.
pub fn table<'a>(rows: impl Iterator<Item = &'a AnswerRow>) -> String {
    let columns =
        ["service", "department", "ticket", "score", "lost_minutes", "words", "at", "came_of_it"];
    let mut writer = Writer::new(&columns);
    for row in rows {
        let one = words_of(row);
        writer.row(&[
            row.service.clone().unwrap_or_default(),
            one.department.unwrap_or_default(),
            one.ticket.map(|id| id.to_string()).unwrap_or_default(),
            one.score.to_string(),
            row.lost_minutes.map(|n| n.to_string()).unwrap_or_default(),
            one.words,
            one.at.to_string(),
            one.done_words,
        ]);
    }
    writer.finish()
}

fn words_of(row: &AnswerRow) -> Words {
    let is_small = row.people < FEWEST;
    Words {
        score: row.score,
        words: row.words.clone(),
        at: row.at,
        department: row.department.clone().filter(|_| !is_small),
        ticket: Some(row.ticket_id).filter(|_| !is_small),
        is_kept: row.kept_at.is_some(),
        done_words: row.done_words.clone().unwrap_or_default(),
        is_owed: row.is_owed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::PersonId;

    fn row(ticket: i64, person: i64, score: i64, people: i64) -> AnswerRow {
        AnswerRow {
            ticket_id: TicketId(ticket),
            person_id: PersonId(person),
            service: Some("Printing".into()),
            department: Some("Archive".into()),
            people,
            score,
            lost_minutes: None,
            words: format!("Words {ticket}"),
            kept_at: None,
            at: Time::from_micros(ticket),
            done_words: None,
            is_owed: false,
        }
    }

    #[test]
    fn few_answers_and_those_of_one_person_are_not_added_up() {
        let few: Vec<_> = (1..=4).map(|n| row(n, n, 8, 9)).collect();
        assert_eq!(by_service(&few, |_| true)[0].mean, None);
        let alone: Vec<_> = (1..=6).map(|n| row(n, 1, 8, 9)).collect();
        assert_eq!(by_service(&alone, |_| true)[0].mean, None);
        let mut enough: Vec<_> = (1..=6).map(|n| row(n, n, 8, 9)).collect();
        enough[0].score = 3;
        let found = by_service(&enough, |row| row.ticket_id != TicketId(2));
        assert_eq!(found[0].mean_in_words().as_deref(), Some("7.2"));
        assert_eq!((found[0].count, found[0].words.len()), (6, 5), "one is not to be read");
    }

    #[test]
    fn a_small_department_is_not_shown_apart() {
        let found = by_service(&[row(1, 1, 2, 4), row(2, 2, 2, 5)], |_| true);
        let shown: Vec<_> = found[0].words.iter().map(|one| one.department.is_some()).collect();
        assert_eq!(shown, [false, true]);
        assert_eq!(found[0].words[0].ticket, None);
    }
}
