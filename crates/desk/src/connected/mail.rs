//! News that a ticket passes on to the tickets that are part of it.

use crate::{
    merging::{self, MergeRow},
    news,
    notices::{Notice, tell_asking, tell_helpers},
    tickets::{self, Ticket, after_reply, record, update_state},
};
use base::{Act, Event, Result, TicketId};

/// What happens on a ticket and concerns the people of its parts: the event, and the word for it.
const PASSED_ON: [(&str, &str); 7] = [
    ("ticket.resolved", "resolved"),
    ("ticket.closed", "closed"),
    ("ticket.cancelled", "cancelled"),
    ("ticket.reopened", "reopened"),
    ("ticket.news_promised", "promised"),
    ("ticket.fine_now", "fine-now"),
    ("ticket.fixed_itself", "fixed-itself"),
];

/// Passes news on. Whoever may read the other ticket follows it and hears there; on their own ticket
/// the line stands in any case. Nothing that was said on the one is repeated to people who may not
/// read it.
pub fn on_event(act: &mut Act<'_>, event: &Event) -> Result<()> {
    let Some(id) = event.ticket.filter(|_| !event.is_internal) else { return Ok(()) };
    if event.kind == "message.added" {
        return passed_over(act, id, &event.after);
    }
    let Some((_, word)) = PASSED_ON.iter().find(|(kind, _)| *kind == event.kind) else {
        return Ok(());
    };
    for part in merging::list_into(act.tx, id)? {
        pass_on(act, &part, id, word)?;
    }
    Ok(())
}

fn pass_on(act: &mut Act<'_>, part: &MergeRow, whole: TicketId, word: &str) -> Result<()> {
    record(act, "ticket.passed_on", part.from_ticket, "", word, false)?;
    let both = (tickets::find(act.tx, part.from_ticket)?, tickets::find(act.tx, whole)?);
    let (Some(ticket), Some(whole)) = both else { return Ok(()) };
    if !part.is_shared {
        let key = match word {
            "resolved" => "passed-resolved",
            "closed" => "passed-closed",
            "cancelled" => "passed-cancelled",
            "reopened" => "passed-reopened",
            "fine-now" => "passed-fine-now",
            "fixed-itself" => "passed-fixed-itself",
            _ => "passed-promised",
        };
        let at = whole.news_by.filter(|_| word == "promised");
        tell_asking(act, &ticket, &Notice { key, at, ..Notice::default() })?;
    }
    // and on to what is part of the part
    for deeper in merging::list_into(act.tx, part.from_ticket)? {
        pass_on(act, &deeper, whole.id, word)?;
    }
    Ok(())
}

/// Words of the people of a part that stay there, because not everybody on the whole may read them:
/// who works on the whole is told, and it is their turn.
fn passed_over(act: &mut Act<'_>, id: TicketId, words: &str) -> Result<()> {
    let Some(merge) = merging::find_of(act.tx, id)? else { return Ok(()) };
    let both = (tickets::find(act.tx, id)?, tickets::find(act.tx, merge.into_ticket)?);
    let (Some(part), Some(whole)) = both else { return Ok(()) };
    let words_kept = format!("#{id}: {words}");
    record(act, "ticket.part_heard", whole.id, "", &words_kept, true)?;
    let last = crate::notices::last_words(act, &part)?;
    let notice = Notice { key: "part-heard", words: last, ..Notice::default() };
    if (whole.team_id, whole.assignee_id) != (part.team_id, part.assignee_id) {
        tell_part_to(act, &part, &whole, &notice)?;
    }
    wake(act, &whole)
}

/// The letter is about the part, so that an answer to it reaches the part's people and nobody else.
fn tell_part_to(act: &mut Act<'_>, part: &Ticket, whole: &Ticket, notice: &Notice) -> Result<()> {
    let (team_id, assignee_id) = (whole.team_id, whole.assignee_id);
    let about = Ticket { team_id, assignee_id, ..part.clone() };
    tell_helpers(act, &about, notice)
}

fn wake(act: &mut Act<'_>, whole: &Ticket) -> Result<()> {
    let before = (whole.state, whole.on_hold_reason, whole.ball);
    let after = after_reply(whole.state, whole.on_hold_reason, whole.ball, false);
    if after == before {
        return Ok(());
    }
    let news = news::due_for(act, whole)?;
    update_state(act.tx, whole.id, (after.0, after.2), None, Some(news), act.now)?;
    let (old, new) = (whole.state.as_str(), after.0.as_str());
    record(act, "ticket.state_changed", whole.id, old, new, false)
}
