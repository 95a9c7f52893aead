//! What becomes of a suggestion. Pure.

db::words! {
    /// What somebody said becomes of it.
    pub enum Ending {
        /// A problem record looks for the reason.
        Problem = "problem",
        /// Both sides look back together.
        Review = "review",
        /// Nothing, with a reason.
        Not = "not",
    }
}

/// How far back low marks count, in days.
pub const DAYS: i64 = 30;

/// The numbers of tickets, as forms and sentences have them.
pub fn numbers(ids: &[base::TicketId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::TicketId;

    #[test]
    fn numbers_have_commas_between() {
        assert_eq!(numbers(&[TicketId(3), TicketId(12)]), "3, 12");
        assert_eq!(numbers(&[]), "");
    }
}
