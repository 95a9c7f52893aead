//! A moment. Pure.

use base::{TicketId, Time};

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Moment {
    /// When.
    pub at: Time,
    /// What, in a sentence.
    pub text: String,
    /// The request it is from; none: somebody added it.
    pub ticket: Option<TicketId>,
    /// The event it is from; 0: somebody added it.
    pub event: i64,
    /// The part it is; 0: it is from a request.
    pub part: i64,
    /// Whether it was put aside.
    pub is_aside: bool,
    /// What was said about it.
    pub note: String,
    /// Counts what was said; 0: nothing.
    pub version: i64,
}

/// Deeds that say nothing about what happened: who follows, who is told, what is tidied.
pub fn is_telling(kind: &str) -> bool {
    let quiet = [
        "ticket.followed",
        "ticket.unfollowed",
        "ticket.follower_added",
        "ticket.follower_removed",
        "ticket.templated",
        "ticket.words_removed",
        "ticket.number",
        "ticket.subject",
        "ticket.closed",
    ];
    let (of, done) = kind.split_once('.').unwrap_or_default();
    let is_aside = ["patron_", "assist_"].iter().any(|start| done.starts_with(start));
    let is_mail = of == "message" && ["leaving", "withdrawn", "noted"].contains(&done);
    !quiet.contains(&kind) && !is_aside && !is_mail && of != "feedback"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_is_told() {
        for kind in ["ticket.opened", "ticket.held", "ticket.resolved", "message.answered"] {
            assert!(is_telling(kind), "{kind}");
        }
        for kind in ["ticket.followed", "ticket.patron_details_seen", "feedback.low"] {
            assert!(!is_telling(kind), "{kind}");
        }
    }
}
