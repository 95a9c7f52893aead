//! Turning what was done into messages.

use super::{mail::letter, store};
use crate::{conversation::find_last_public, tickets::find};
use base::{Act, Event, Result};
use jobs::{SEND_MAIL, enqueue};

/// Writes a message to everybody an event concerns, in the event's own transaction. Internal notes
/// concern nobody here: only what everybody on the ticket may read is mailed.
pub fn on_event(act: &mut Act<'_>, event: &Event) -> Result<()> {
    let Some(ticket) = event.ticket.filter(|_| !event.is_internal) else { return Ok(()) };
    let readers = match event.kind {
        "ticket.opened"
        | "message.answered"
        | "ticket.held"
        | "ticket.resolved"
        | "ticket.news_promised"
        | "ticket.cancelled" => store::list_asking(act.tx, ticket)?,
        "message.added" | "ticket.assigned" | "ticket.reopened" => {
            store::list_assigned(act.tx, ticket)?
        }
        _ => return Ok(()),
    };
    // nobody is told what they did themselves, except that a report has arrived
    let is_receipt = event.kind == "ticket.opened";
    if store::is_automatic(act.tx, ticket)? {
        return Ok(());
    }
    let Some(row) = find(act.tx, ticket)? else { return Ok(()) };
    let last = find_last_public(act.tx, ticket)?.map(|m| m.body).unwrap_or_default();
    for reader in readers {
        let is_own = Some(reader.id) == act.actor.id;
        if is_own && !(is_receipt && act.actor.who == base::Who::Mail) {
            continue;
        }
        let (message_id, letter) = letter(act, event, &row, &last, &reader);
        store::insert_sent(act.tx, &message_id, ticket, act.now)?;
        enqueue(act.tx, act.now, SEND_MAIL, &letter)?;
    }
    Ok(())
}
