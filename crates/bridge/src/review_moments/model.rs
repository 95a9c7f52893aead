//! A moment, and what the timeline tells of a request. Pure.

use base::{TicketId, Time};

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Moment {
    /// When.
    pub at: Time,
    /// What, in a sentence about a side.
    pub text: String,
    /// What was said then, in its own words; only for whoever may open the request.
    pub said: String,
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

/// Moments one after the other that read alike, told once.
pub struct Span<'a> {
    /// The first of them.
    pub first: &'a Moment,
    /// When the last of them was, where there are several.
    pub until: Option<Time>,
}

/// How a deed is told: the key of the sentence, and whether words that were typed go with it.
/// Only what is named here is told, because other deeds name people, or tell nothing: who follows,
/// whom it was given to, what is tidied.
pub fn telling(kind: &str, is_empty: bool) -> Option<(&'static str, bool)> {
    Some(match kind {
        "ticket.opened" => ("review-moment-opened", true),
        "ticket.reported_again" => ("event-ticket-reported-again", false),
        "message.answered" => ("review-moment-answered", true),
        "message.added" => ("review-moment-added", true),
        "ticket.played_back" => ("review-moment-understood", true),
        "ticket.playback_confirmed" => ("event-ticket-playback-confirmed", false),
        "ticket.playback_corrected" => ("event-ticket-playback-corrected", false),
        // whom it was given to does not matter
        "ticket.assigned" if is_empty => ("event-ticket-assigned-nobody", false),
        "ticket.assigned" => ("review-moment-taken", false),
        "ticket.handed_over" => ("event-ticket-handed-over", false),
        "ticket.handed_over_by_mail" => ("review-moment-supplier", false),
        "ticket.supplier_answered" => ("review-moment-supplier-answered", false),
        "ticket.referred" => ("review-moment-referred", false),
        "ticket.held" => ("event-ticket-held", true),
        "ticket.woken" => ("event-ticket-woken", false),
        "ticket.news_promised" => ("event-ticket-news-promised", false),
        "ticket.news_missed" => ("event-ticket-news-missed", false),
        "ticket.reweighed" => ("event-ticket-reweighed", false),
        "ticket.worsened" => ("event-ticket-worsened", true),
        "ticket.affected" => ("event-ticket-affected", false),
        "ticket.workaround_said" => ("event-ticket-workaround-said", true),
        "ticket.fixed_at_desk" => ("event-ticket-fixed-at-desk", true),
        "ticket.fine_now" => ("event-ticket-fine-now", true),
        "ticket.fixed_itself" => ("event-ticket-fixed-itself", true),
        "ticket.resolved" => ("review-moment-resolved", true),
        "ticket.reopened" => ("event-ticket-reopened", true),
        "ticket.cancelled" => ("event-ticket-cancelled", true),
        _ => return None,
    })
}

/// Neighbours that read alike become one line: three answers in two minutes are one thing that
/// happened. What somebody said about a moment, or put aside, stands for itself.
pub fn folded(moments: &[Moment]) -> Vec<Span<'_>> {
    let mut spans: Vec<Span<'_>> = Vec::new();
    for moment in moments {
        let is_plain = |one: &Moment| one.part == 0 && one.note.is_empty() && !one.is_aside;
        let is_alike = |one: &Moment| {
            let same = (&one.text, &one.said, one.ticket);
            is_plain(one) && is_plain(moment) && same == (&moment.text, &moment.said, moment.ticket)
        };
        match spans.last_mut().filter(|span| is_alike(span.first)) {
            Some(span) => span.until = Some(moment.at),
            None => spans.push(Span { first: moment, until: None }),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_is_told_and_nobody_is_named() {
        for kind in ["ticket.opened", "ticket.held", "ticket.resolved", "message.answered"] {
            assert!(telling(kind, false).is_some(), "{kind}");
        }
        let quiet = ["ticket.followed", "ticket.patron_details_seen", "feedback.low", "task.done"];
        for kind in quiet.into_iter().chain(["ticket.state_changed", "ticket.changed"]) {
            assert!(telling(kind, false).is_none(), "{kind}");
        }
        assert_ne!(telling("ticket.assigned", true), telling("ticket.assigned", false));
    }

    #[test]
    fn neighbours_that_read_alike_are_one_line() {
        let moment = |at, text: &str, note: &str| Moment {
            at: Time::from_micros(at),
            text: text.into(),
            said: String::new(),
            ticket: Some(TicketId(1)),
            event: at,
            part: 0,
            is_aside: false,
            note: note.into(),
            version: 0,
        };
        let all = [
            moment(1, "IT answered", ""),
            moment(2, "IT answered", ""),
            moment(3, "IT answered", ""),
            moment(4, "IT answered", "to somebody on leave"),
            moment(5, "IT answered", ""),
            moment(6, "Library answered", ""),
        ];
        let told: Vec<_> = folded(&all).iter().map(|one| (one.first.event, one.until)).collect();
        let until = Some(Time::from_micros(3));
        assert_eq!(told, [(1, until), (4, None), (5, None), (6, None)]);
    }
}
