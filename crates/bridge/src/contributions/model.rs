//! What counts as which work. Pure.

/// The side of fewer people is not shown: its numbers would be somebody's.
pub const FEWEST_PEOPLE: i64 = 5;

db::words! {
    /// Kinds of work, the same for everybody.
    pub enum Work {
        /// Put right at the desk.
        DeskFixes = "desk_fixes",
        /// Written down for others to put right.
        Reported = "reported",
        /// Requests worked on.
        Worked = "worked",
        /// Requests put right.
        Resolved = "resolved",
        /// Said what was understood, or whether it was right.
        Understood = "understood",
        /// Answers written for many.
        Answers = "answers",
        /// First checks kept.
        Checks = "checks",
        /// Words explained.
        Terms = "terms",
        /// Help given to a colleague.
        Assists = "assists",
        /// Ideas noted.
        Ideas = "ideas",
        /// Tours and placements.
        Tours = "tours",
        /// Looked back at something together.
        Reviews = "reviews",
        /// Meetings led, and their minutes settled.
        Meetings = "meetings",
        /// What was promised at a meeting or after looking back, done.
        Actions = "actions",
        /// Goals set, agreed on and measured.
        Goals = "goals",
        /// What was agreed, written down for everybody.
        Agreed = "agreed",
        /// Steps of joint projects reached.
        Steps = "steps",
    }
}

impl Work {
    /// What so much of it is called.
    pub fn key(&self) -> &'static str {
        match self {
            Work::DeskFixes => "contributions-desk_fixes",
            Work::Reported => "contributions-reported",
            Work::Worked => "contributions-worked",
            Work::Resolved => "contributions-resolved",
            Work::Understood => "contributions-understood",
            Work::Answers => "contributions-answers",
            Work::Checks => "contributions-checks",
            Work::Terms => "contributions-terms",
            Work::Assists => "contributions-assists",
            Work::Ideas => "contributions-ideas",
            Work::Tours => "contributions-tours",
            Work::Reviews => "contributions-reviews",
            Work::Meetings => "contributions-meetings",
            Work::Actions => "contributions-actions",
            Work::Goals => "contributions-goals",
            Work::Agreed => "contributions-agreed",
            Work::Steps => "contributions-steps",
        }
    }
}

db::words! {
    /// Over how long.
    pub enum Period {
        /// Thirty days.
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// Twelve months.
        Year = "year",
    }
}

impl Period {
    /// Its length.
    pub fn days(self) -> i64 {
        match self {
            Period::Month => 30,
            Period::Quarter => 91,
            Period::Year => 365,
        }
    }
}

/// Which events are which work; requests, tours and reviews are counted by themselves, each once for
/// everybody who had a part in it, and not by what was pressed. Nothing that is private
/// to a few is work here: ladders, thanks, and what is written in a review until it is published.
pub const KINDS: [(&str, Work); 27] = [
    ("ticket.fixed_at_desk", Work::DeskFixes),
    ("ticket.opened", Work::Reported),
    ("ticket.affected", Work::Reported),
    ("ticket.worsened", Work::Reported),
    ("ticket.played_back", Work::Understood),
    ("ticket.playback_confirmed", Work::Understood),
    ("ticket.playback_corrected", Work::Understood),
    ("answer.created", Work::Answers),
    ("answer.changed", Work::Answers),
    ("first_checks.changed", Work::Checks),
    ("term.added", Work::Terms),
    ("term.changed", Work::Terms),
    ("term.answered", Work::Terms),
    ("ticket.assist_given", Work::Assists),
    ("idea.noted", Work::Ideas),
    ("placement.diary_shared", Work::Tours),
    ("meeting.held", Work::Meetings),
    ("minutes.confirmed", Work::Meetings),
    ("action.done", Work::Actions),
    ("review.change_done", Work::Actions),
    ("goal.set", Work::Goals),
    ("goal.agreed", Work::Goals),
    ("goal.measured", Work::Goals),
    ("agenda.item_added", Work::Agreed),
    ("decision.recorded", Work::Agreed),
    ("action.promised", Work::Agreed),
    ("milestone.reached", Work::Steps),
];

/// Which work an event is.
fn work_of(kind: &str) -> Option<Work> {
    KINDS.iter().find(|(known, _)| *known == kind).map(|(_, work)| *work)
}

/// What is counted by itself, each thing once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Things {
    /// Requests worked on.
    pub worked: i64,
    /// Of these, put right.
    pub resolved: i64,
    /// Tours shown or gone on, and placements.
    pub tours: i64,
    /// Reviews that are published, in which somebody wrote.
    pub reviews: i64,
}

/// How much of each, with what is nothing left out. The order is that of [`Work`] and says nothing.
pub fn add_up(events: &[(String, i64)], things: Things) -> Vec<(Work, i64)> {
    let count = |work: &Work| {
        let of_it = events.iter().filter(|(kind, _)| work_of(kind) == Some(*work));
        let by_itself = match work {
            Work::Worked => things.worked,
            Work::Resolved => things.resolved,
            Work::Tours => things.tours,
            Work::Reviews => things.reviews,
            _ => 0,
        };
        by_itself + of_it.map(|(_, n)| n).sum::<i64>()
    };
    let each = Work::ALL.iter().map(|work| (*work, count(work)));
    each.filter(|(_, n)| *n > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_of_every_kind_is_counted_by_the_same_measure() {
        let events = [
            ("ticket.fixed_at_desk".to_owned(), 12),
            ("term.added".to_owned(), 2),
            ("term.changed".to_owned(), 1),
            ("person.signed_in".to_owned(), 400),
        ];
        let found = add_up(&events, Things { worked: 3, ..Things::default() });
        assert_eq!(found, [(Work::DeskFixes, 12), (Work::Worked, 3), (Work::Terms, 3)]);
        assert_eq!(add_up(&[], Things::default()), []);
    }
}
