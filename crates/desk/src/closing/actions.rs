//! Closing one's own ticket.

use super::model::How;
use crate::{
    resolution::{confirm_in, find_resolution, put_right},
    tickets::{self, Ball, State, Timeline, can, record, update_state},
};
use base::{Actor, App, Error, Problems, Result, Right, TicketId};

/// Closes it on the word of those on the asking side, whoever has the ball. What IT says is
/// put right is thereby confirmed. Saying so twice is saying so once.
pub async fn close(
    app: &App,
    actor: &Actor,
    id: TicketId,
    how: Option<How>,
    words: &str,
) -> Result<()> {
    actor.may(Right::Report)?;
    let mut problems = Problems::default();
    let words = problems.optional_text("fine_words", words, 2000);
    let how = problems.word("how", how);
    problems.check()?;
    let Some(how) = how else { return Err(Error::Conflict) };
    app.act(actor, move |act| {
        let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
        if !ticket.belongs().is_asked_by(act.actor, access) {
            return Err(Error::Forbidden);
        }
        let last = find_resolution(act.tx, id)?;
        if ticket.state == State::Closed
            && let Some(last) = &last
            && (Some(last.by_id), last.cause) == (act.actor.id, how.cause())
            && last.words == words
        {
            return Ok(());
        }
        if !can(Timeline::Settle, ticket.state) {
            return Err(Error::Conflict);
        }
        if ticket.state == State::Resolved && how == How::FineNow {
            return confirm_in(act, id);
        }
        put_right(act, id, how.cause(), &words, true)?;
        update_state(act.tx, id, (State::Closed, Ball::Nobody), None, None, act.now)?;
        record(act, how.event(), id, "", &words, false)
    })
    .await
}
