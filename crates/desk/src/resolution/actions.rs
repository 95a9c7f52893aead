//! Putting right, agreeing, and saying it is not right yet.

use super::{model::Cause, store};
use crate::{
    custom_fields,
    links::{self, Connected},
    merging, news, tasks,
    tickets::{self, Access, Ball, State, Timeline, can, record, set_first_response, update_state},
};
use base::{Act, Actor, App, Error, Problems, Result, Right, TicketId};

/// Says that it is put right: in plain words, with what was behind it. Asks first where tasks are
/// still open.
pub async fn resolve(
    app: &App,
    actor: &Actor,
    id: TicketId,
    cause: Option<Cause>,
    words: &str,
) -> Result<()> {
    resolve_with(app, actor, id, cause, words, Connected::default()).await
}

/// The same, saying what is to happen to the tickets that hang together with it.
pub async fn resolve_with(
    app: &App,
    actor: &Actor,
    id: TicketId,
    cause: Option<Cause>,
    words: &str,
    connected: Connected,
) -> Result<()> {
    actor.may(Right::Work)?;
    check(cause, words)?;
    let Some(cause) = cause else { return Err(Error::Conflict) };
    let words = words.trim().to_owned();
    app.act(actor, move |act| resolve_in(act, id, cause, &words, connected)).await
}

/// Asks before anything is sent: for answers that must be given first, and where tasks are open.
pub async fn check_ready(app: &App, actor: &Actor, id: TicketId, is_sure: bool) -> Result<()> {
    let actor = actor.clone();
    app.read(move |tx| {
        let ticket = tickets::work(tx, &actor, id)?;
        custom_fields::check_resolvable(tx, &ticket)?;
        tasks::check_done(tx, id, is_sure)
    })
    .await
}

/// Whether it can be sent as it is.
pub(crate) fn check(cause: Option<Cause>, words: &str) -> Result<()> {
    let mut problems = Problems::default();
    problems.text("words", words, 10_000);
    problems.word("cause", cause.filter(Cause::is_for_helpers));
    problems.check()
}

/// The same within a transaction.
pub(crate) fn resolve_in(
    act: &mut Act<'_>,
    id: TicketId,
    cause: Cause,
    words: &str,
    connected: Connected,
) -> Result<()> {
    let ticket = tickets::work(act.tx, act.actor, id)?;
    if !can(Timeline::Resolve, ticket.state) {
        return Err(Error::Conflict);
    }
    custom_fields::check_resolvable(act.tx, &ticket)?;
    tasks::check_done(act.tx, id, connected.is_even_so)?;
    links::check_children(act, id, connected)?;
    put_right(act, id, cause, words, false)?;
    base::withheld::claim(act, words, id, false)?;
    let state = (State::Resolved, Ball::Requester);
    update_state(act.tx, id, state, None, None, act.now)?;
    set_first_response(act.tx, id, act.now)?;
    tickets::touch(act, id, words)?;
    let after = format!("{cause}: {words}");
    record(act, "ticket.resolved", id, ticket.state.as_str(), &after, false)?;
    links::tell_connected(act, id, words, connected)
}

/// Agrees that it is right: the person it is for, or those who work on it once they have heard.
pub async fn confirm(app: &App, actor: &Actor, id: TicketId) -> Result<()> {
    app.act(actor, move |act| confirm_in(act, id)).await
}

/// The same within a transaction.
pub(crate) fn confirm_in(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
    if access < Access::Own {
        return Err(Error::Forbidden);
    }
    if !can(Timeline::Confirm, ticket.state) {
        return Err(Error::Conflict);
    }
    if act.actor.id == Some(ticket.requester_id) {
        store::update_confirmed(act.tx, id, act.now)?;
    }
    update_state(act.tx, id, (State::Closed, Ball::Nobody), None, None, act.now)?;
    record(act, "ticket.closed", id, ticket.state.as_str(), State::Closed.as_str(), false)
}

/// Whoever asked was content with it: it is right, and closed.
pub(crate) fn close_as_right(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    store::update_confirmed(act.tx, id, act.now)?;
    Ok(update_state(act.tx, id, (State::Closed, Ball::Nobody), None, None, act.now)?)
}

/// Notes how it was put right; with `is_confirmed`, by whoever asked.
pub(crate) fn put_right(
    act: &mut Act<'_>,
    id: TicketId,
    cause: Cause,
    words: &str,
    is_confirmed: bool,
) -> Result<()> {
    let by = act.actor.person()?;
    store::insert_resolution(act.tx, id, by, cause, words, act.now)?;
    if is_confirmed {
        store::update_confirmed(act.tx, id, act.now)?;
    }
    Ok(())
}

/// Says that it is not right yet, or again.
pub async fn reopen(app: &App, actor: &Actor, id: TicketId, why: &str) -> Result<()> {
    let mut problems = Problems::default();
    let why = problems.optional_text("why", why, 2000);
    problems.check()?;
    app.act(actor, move |act| {
        let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
        if access < Access::Own {
            return Err(Error::Forbidden);
        }
        if !can(Timeline::Reopen, ticket.state) {
            return Err(Error::Conflict);
        }
        merging::check_own(act, id)?;
        store::update_reopened(act.tx, id, act.now)?;
        let news = Some(news::due_for(act, &ticket)?);
        update_state(act.tx, id, (State::Open, Ball::Provider), None, news, act.now)?;
        tickets::count_reopening(act, id)?;
        record(act, "ticket.reopened", id, ticket.state.as_str(), &why, false)
    })
    .await
}

/// It was not put right after all: whoever said so took it back.
pub(crate) fn take_back(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    Ok(store::update_reopened(act.tx, id, act.now)?)
}

/// Closes what was resolved long enough ago; a job of Footbridge itself. Gives how many.
pub async fn close_old(app: &App, actor: &Actor) -> Result<usize> {
    actor.may(Right::Work)?;
    let before = app.now().plus_seconds(-app.config.limits.close_after_days * 86_400);
    let due = app.read(move |tx| Ok(store::list_resolved_before(tx, before)?)).await?;
    for (id,) in &due {
        confirm(app, actor, *id).await?;
    }
    Ok(due.len())
}
