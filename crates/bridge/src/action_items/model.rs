//! What somebody promised to do, and how it stands. Pure.

use base::{DepartmentId, PersonId, Problems, TicketId, Time, row};
use jiff::{civil::Date, tz::TimeZone};

row! {
    /// A promise with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct ActionItem {
        /// Its row.
        pub id: i64,
        /// Between whom.
        pub relationship_id: i64,
        /// Where it was promised; none: between meetings.
        pub meeting_id: Option<i64>,
        /// When that meeting was.
        pub met_at: Option<Time>,
        /// What is to be done.
        pub words: String,
        /// Who does it; none: nobody yet.
        pub owner_id: Option<PersonId>,
        /// Their name.
        pub owner: Option<String>,
        /// Whether they are still here.
        pub is_owner_here: Option<bool>,
        /// Where they work.
        pub owner_department_id: Option<DepartmentId>,
        /// By when, `YYYY-MM-DD`; empty: no date.
        pub due_on: String,
        /// The ticket it is about.
        pub ticket_id: Option<TicketId>,
        /// Who wrote it down.
        pub promised_by: PersonId,
        /// When.
        pub promised_at: Time,
        /// What came of it.
        pub done_words: String,
        /// When it was done.
        pub done_at: Option<Time>,
        /// When somebody said that it is not needed any more.
        pub dropped_at: Option<Time>,
        /// Neither done nor dropped.
        pub is_open: bool,
        /// Counts edits.
        pub version: i64,
    }
}

db::words! {
    /// How a promise stands.
    pub enum Stand {
        /// Nobody has it.
        Nobody = "nobody",
        /// Whoever had it has left.
        Left = "left",
        /// Its day has passed.
        Overdue = "overdue",
        /// Its day is today.
        Today = "today",
        /// There is time.
        Open = "open",
        /// It was done.
        Done = "done",
        /// It is not needed any more.
        Dropped = "dropped",
    }
}

impl ActionItem {
    /// By when; none: no date.
    pub fn due(&self) -> Option<Date> {
        self.due_on.parse().ok()
    }

    /// How it stands on a day.
    pub fn stand(&self, today: Date) -> Stand {
        match () {
            () if self.done_at.is_some() => Stand::Done,
            () if self.dropped_at.is_some() => Stand::Dropped,
            () if self.owner_id.is_none() => Stand::Nobody,
            () if self.is_owner_here == Some(false) => Stand::Left,
            () if self.due().is_some_and(|due| due < today) => Stand::Overdue,
            () if self.due() == Some(today) => Stand::Today,
            () => Stand::Open,
        }
    }

    /// Whether its day has passed without it.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open && self.due().is_some_and(|due| due < today)
    }
}

/// First what nobody has, then what is overdue, then by day; what has no day comes last.
pub fn in_order(items: &mut [ActionItem], today: Date) {
    items.sort_by_key(|item| {
        let rank = match item.stand(today) {
            Stand::Nobody => 0,
            Stand::Left => 1,
            Stand::Overdue => 2,
            _ => 3,
        };
        (rank, item.due().is_none(), item.due_on.clone(), item.id)
    });
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Neither done nor dropped.
    pub open: i64,
    /// Of those, how many days have passed.
    pub overdue: i64,
    /// Of those, how many nobody has.
    pub nobody: i64,
}

/// Whether to remind now: the working day before, on the day, and when it has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// It is due tomorrow, or within the weekend.
    Before,
    /// It is due today.
    Due,
    /// Its day has passed without it.
    Overdue,
}

/// Which reminder is due on a day, of those not sent yet: the one before, the one of the day. That
/// its day has passed is said until it is marked as said.
pub fn reminder(
    due: Date,
    today: Date,
    (is_before_sent, is_due_sent): (bool, bool),
) -> Option<Reminder> {
    use jiff::civil::Weekday::{Friday, Saturday};
    if due < today {
        return Some(Reminder::Overdue);
    }
    if due == today {
        return (!is_due_sent).then_some(Reminder::Due);
    }
    let ahead = match today.weekday() {
        Friday => 3,
        Saturday => 2,
        _ => 1,
    };
    let last = today.checked_add(jiff::Span::new().days(ahead)).unwrap_or(today);
    (due <= last && !is_before_sent).then_some(Reminder::Before)
}

/// Reads a date that is today or later; empty is no date.
pub fn read_due(problems: &mut Problems, typed: &str, today: Date) -> String {
    let typed = typed.trim();
    if typed.is_empty() {
        return String::new();
    }
    match typed.parse::<Date>() {
        Err(_) => problems.add("due", "problem-date"),
        Ok(date) if date < today => problems.add("due", "problem-action-past"),
        Ok(date) if date.year() > today.year() + 10 => problems.add("due", "problem-date"),
        Ok(_) => {}
    }
    typed.to_owned()
}

/// How a promise ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was done.
    Done,
    /// It is not needed any more.
    Dropped,
}

/// What an event of it is about.
pub fn subject(meeting: Option<i64>, id: i64) -> String {
    meeting.map_or_else(|| format!("action {id}"), |meeting| format!("meeting {meeting}"))
}

/// Of what was promised for days: how much is due or done already, and how much was done by its day.
pub fn in_time(all: &[(String, Option<Time>)], today: Date, zone: &TimeZone) -> (i64, i64) {
    let mut found = (0, 0);
    for (due, done) in all {
        let Ok(due) = due.parse::<Date>() else { continue };
        let done = done.map(|at| zone.to_datetime(at.timestamp()).date());
        found.0 += i64::from(done.is_some() || due < today);
        found.1 += i64::from(done.is_some_and(|done| done <= due));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn item(id: i64, owner: Option<bool>, due_on: &str) -> ActionItem {
        ActionItem {
            id,
            relationship_id: 1,
            meeting_id: None,
            met_at: None,
            words: "x".into(),
            owner_id: owner.map(|_| PersonId(1)),
            owner: None,
            is_owner_here: owner,
            owner_department_id: None,
            due_on: due_on.into(),
            ticket_id: None,
            promised_by: PersonId(1),
            promised_at: Time::default(),
            done_words: String::new(),
            done_at: None,
            dropped_at: None,
            is_open: true,
            version: 1,
        }
    }

    #[test]
    fn what_nobody_has_comes_first() {
        let mut all = [
            item(1, Some(true), ""),
            item(2, Some(true), "2026-11-30"),
            item(3, Some(true), "2026-11-01"),
            item(4, Some(false), "2026-12-01"),
            item(5, None, ""),
        ];
        in_order(&mut all, day("2026-11-23"));
        assert_eq!(all.map(|one| one.id), [5, 4, 3, 2, 1]);
    }

    #[test]
    fn reminders_come_the_working_day_before_on_the_day_and_when_it_has_passed() {
        // a Friday
        let today = day("2026-11-27");
        let of = |due: &str, sent| reminder(day(due), today, sent);
        assert_eq!(of("2026-11-30", (false, false)), Some(Reminder::Before));
        assert_eq!(of("2026-12-01", (false, false)), None);
        assert_eq!(of("2026-11-30", (true, false)), None);
        assert_eq!(of("2026-11-27", (true, false)), Some(Reminder::Due));
        assert_eq!(of("2026-11-27", (true, true)), None);
        assert_eq!(of("2026-11-25", (false, false)), Some(Reminder::Overdue));
    }

    #[test]
    fn a_date_that_has_passed_is_refused() {
        let read = |typed: &str| {
            let mut problems = Problems::default();
            read_due(&mut problems, typed, day("2026-11-23"));
            problems.0.first().map(|one| one.key)
        };
        assert_eq!(read("2026-11-22"), Some("problem-action-past"));
        assert_eq!(read("soon"), Some("problem-date"));
        assert_eq!(read("9999-12-31"), Some("problem-date"));
        assert_eq!((read("2026-11-23"), read(" ")), (None, None));
    }

    #[test]
    fn what_is_promised_for_today_is_not_late_yet() {
        let zone = TimeZone::get("Australia/Melbourne").unwrap();
        let at = |text: &str| text.parse::<jiff::Timestamp>().map(base::Time::from).ok();
        let all = [
            ("2026-11-20".to_owned(), at("2026-11-20T12:59:00Z")),
            ("2026-11-20".to_owned(), at("2026-11-20T13:01:00Z")),
            ("2026-11-26".to_owned(), None),
            ("2026-11-30".to_owned(), at("2026-11-24T00:00:00Z")),
        ];
        assert_eq!(in_time(&all, jiff::civil::date(2026, 11, 26), &zone), (3, 2));
    }
}
