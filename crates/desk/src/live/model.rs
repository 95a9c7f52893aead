//! What a stream says, and what an event means for who may see a ticket. Pure.

use base::{Happened, News, PersonId, TeamId, TicketId, Topic};

/// What goes over the stream when nothing has: proxies end what is silent.
pub const HEARTBEAT: &str = ":\n\n";

/// Seconds between two heartbeats. The reader's rights are looked at anew each time.
pub const PULSE: u64 = 25;

/// Seconds that somebody counts as writing after the last thing they typed was kept.
pub const WRITING: i64 = 15;

/// The beginning of every stream: how soon a browser that lost it comes back, in milliseconds.
pub const GREETING: &str = "retry: 4000\n\n";

/// The last thing said on a stream whose reader may not have it any more.
pub const OVER: &str = "event: over\ndata: over\n\n";

/// News as an event stream says them (HTML Living Standard, 9.2). Empty where there is nothing to
/// say.
pub fn said(news: &News, ticket: Option<TicketId>) -> String {
    let mut text = String::new();
    let number = ticket.map_or(0, |id| id.0);
    if news.ticket {
        text += &format!("id: {}\nevent: ticket\ndata: {number}\n\n", news.event);
    }
    if news.list {
        // which ticket it was is for the page to ask, with its reader's own rights
        text += &format!("id: {}\nevent: list\ndata: list\n\n", news.event);
    }
    if news.meeting {
        text += "event: meeting\ndata: meeting\n\n";
    }
    if news.review {
        text += "event: review\ndata: review\n\n";
    }
    if news.writing {
        text += &format!("event: writing\ndata: {number}\n\n");
    }
    if news.told {
        text += "event: told\ndata: told\n\n";
    }
    text
}

/// Whom an event concerns.
pub fn happened(
    event: i64,
    (kind, subject): (&str, &str),
    ticket: Option<(TicketId, Option<TeamId>, Option<PersonId>)>,
    is_internal: bool,
) -> Happened {
    let mut topics = Vec::new();
    if let Some((id, team, asker)) = ticket {
        topics.extend([Topic::Ticket(id), Topic::Team(team)]);
        topics.extend(asker.map(Topic::Asker));
    }
    if let Some(person) = subject.strip_prefix("person ").and_then(|id| id.parse().ok()) {
        topics.push(Topic::Rights(PersonId(person)));
    }
    if let Some(id) = subject.strip_prefix("meeting ").and_then(|id| id.parse().ok()) {
        topics.push(Topic::Meeting(id));
    }
    // what was only said moves nothing
    let moves = !kind.starts_with("message.");
    Happened { event, topics, is_internal, moves }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_names_a_ticket_and_an_event_and_nothing_else() {
        let news = News { event: 1234, ticket: true, ..News::default() };
        assert_eq!(said(&news, Some(TicketId(7))), "id: 1234\nevent: ticket\ndata: 7\n\n");
        let news = News { event: 1235, list: true, writing: true, ..News::default() };
        assert_eq!(
            said(&news, Some(TicketId(7))),
            "id: 1235\nevent: list\ndata: list\n\nevent: writing\ndata: 7\n\n"
        );
    }

    #[test]
    fn signing_out_and_handing_over_are_looked_at() {
        let out = happened(1, ("person.signed_out", "person 3"), None, false);
        assert_eq!(out.topics, [Topic::Rights(PersonId(3))]);
        let ticket = Some((TicketId(7), Some(TeamId(2)), Some(PersonId(1))));
        assert!(happened(2, ("ticket.handed_over", "ticket 7"), ticket, false).moves);
        assert!(!happened(3, ("message.noted", "ticket 7"), ticket, true).moves);
    }
}
