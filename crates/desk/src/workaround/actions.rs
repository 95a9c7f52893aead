//! Saying how to get by.

use super::store::{self, WorkaroundRow};
use crate::tickets::{self, record};
use base::{Actor, App, Error, Problems, Result, Right, TicketId, Tx};

/// What was said last, unless it was taken back.
pub(crate) fn find(tx: &mut Tx, id: TicketId) -> Result<Option<WorkaroundRow>> {
    Ok(store::find(tx, id)?.filter(|row| !row.words.is_empty()))
}

/// Says how to get by until it is put right; empty words take back what was said. For those who
/// work on it.
pub async fn say(app: &App, actor: &Actor, id: TicketId, words: &str) -> Result<()> {
    actor.may(Right::Work)?;
    let mut problems = Problems::default();
    let words = problems.optional_text("workaround_words", words, 1000);
    problems.check()?;
    app.act(actor, move |act| {
        let ticket = tickets::work(act.tx, act.actor, id)?;
        if !ticket.state.is_open() {
            return Err(Error::Conflict);
        }
        let before = find(act.tx, id)?.map(|row| row.words).unwrap_or_default();
        if before == words {
            return Ok(());
        }
        let by = act.actor.person()?;
        store::insert(act.tx, id, &words, by, act.now)?;
        record(act, "ticket.workaround_said", id, &before, &words, false)
    })
    .await
}
