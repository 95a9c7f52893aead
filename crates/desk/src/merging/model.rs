//! When two tickets may become one. Pure.

use crate::tickets::{State, Ticket};
use base::{PersonId, TicketId};
use serde::{Deserialize, Serialize};

/// How a ticket weighs and when news of it is due, as it is kept to be put back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// 1 (wide) to 3.
    pub impact: i64,
    /// 1 (now) to 3.
    pub urgency: i64,
    /// 1 (critical) to 4.
    pub priority: i64,
    /// Microseconds; none: nothing is promised.
    pub news_by: Option<i64>,
}

impl Weighed {
    /// Of a ticket as it is.
    pub fn of(ticket: &Ticket) -> Self {
        Weighed {
            impact: ticket.impact,
            urgency: ticket.urgency,
            priority: ticket.priority,
            news_by: ticket.news_by.map(base::Time::micros),
        }
    }

    /// As it is stored.
    pub fn to_json(&self) -> String {
        serde_json::json!(self).to_string()
    }

    /// From a stored one; none from a merge that did not keep it.
    pub fn from_json(stored: &str) -> Option<Self> {
        serde_json::from_str(stored).ok()
    }
}

/// One of the two.
#[derive(Clone, Copy, Debug)]
pub struct Side {
    /// Its number.
    pub id: TicketId,
    /// Where it is in its life.
    pub state: State,
    /// What it is part of at last; none: it stands on its own.
    pub part_of: Option<TicketId>,
}

/// Why the first cannot go into the second: a Fluent key, and the number it speaks of.
pub fn refusal(from: Side, into: Side) -> Option<(&'static str, TicketId)> {
    if from.id == into.id {
        return Some(("problem-merge-itself", from.id));
    }
    if let Some(whole) = from.part_of {
        return Some(("problem-merge-twice", whole));
    }
    match into.part_of {
        Some(whole) if whole == from.id => return Some(("problem-merge-circle", into.id)),
        Some(whole) => return Some(("problem-merge-into-merged", whole)),
        None => {}
    }
    if !from.state.is_open() {
        return Some(("problem-merge-from-over", from.id));
    }
    (!into.state.is_open()).then_some(("problem-merge-into-over", into.id))
}

/// Whom a merge brings along: the first's people, without whom the second is for.
pub fn brought(
    asked: PersonId,
    followers: impl IntoIterator<Item = PersonId>,
    into_requester: PersonId,
) -> Vec<PersonId> {
    let mut all: Vec<_> = std::iter::once(asked).chain(followers).collect();
    all.sort_unstable();
    all.dedup();
    all.retain(|person| *person != into_requester);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(id: i64, state: State, part_of: Option<i64>) -> Side {
        Side { id: TicketId(id), state, part_of: part_of.map(TicketId) }
    }

    #[test]
    fn two_open_tickets_may_become_one_and_nothing_else_may() {
        let open = |id| side(id, State::Open, None);
        let why = |from, into| refusal(from, into).map(|(key, number)| (key, number.0));
        assert_eq!(why(open(7), open(12)), None);
        assert_eq!(why(side(7, State::OnHold, None), side(12, State::New, None)), None);
        assert_eq!(why(open(7), open(7)), Some(("problem-merge-itself", 7)));
        let part = side(7, State::Closed, Some(12));
        assert_eq!(why(part, open(12)), Some(("problem-merge-twice", 12)));
        assert_eq!(why(part, open(13)), Some(("problem-merge-twice", 12)));
        assert_eq!(why(open(12), part), Some(("problem-merge-circle", 7)));
        assert_eq!(why(open(13), part), Some(("problem-merge-into-merged", 12)));
        for over in [State::Resolved, State::Closed, State::Cancelled] {
            let (it, other) = (side(7, over, None), open(12));
            assert_eq!(why(it, other), Some(("problem-merge-from-over", 7)));
            assert_eq!(why(other, it), Some(("problem-merge-into-over", 7)));
        }
    }

    #[test]
    fn everybody_of_the_first_comes_along_once() {
        let some = |ids: &[i64]| ids.iter().copied().map(PersonId).collect::<Vec<_>>();
        assert_eq!(brought(PersonId(1), some(&[2, 1, 3]), PersonId(3)), some(&[1, 2]));
    }
}
