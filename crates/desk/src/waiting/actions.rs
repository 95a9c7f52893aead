//! Holding, waking, and promising news.

use super::model::Quick;
use crate::{
    hours, news,
    tickets::{
        self, Ball, HoldReason, State, Ticket, Timeline, can, record, update_news, update_state,
        update_woke,
    },
};
use base::{Act, Actor, App, Error, Problems, Result, Right, TeamId, TicketId, Time};

/// What putting a ticket on hold takes.
pub struct HoldForm {
    /// What it waits for.
    pub reason: Option<HoldReason>,
    /// In words the requester reads.
    pub note: String,
    /// When it comes back by itself.
    pub wakes_at: Option<Time>,
}

/// Puts a ticket on hold: for a reason, until a date.
pub async fn hold(app: &App, actor: &Actor, id: TicketId, form: HoldForm) -> Result<()> {
    app.act(actor, move |act| hold_in(act, id, &form)).await
}

/// The same within a transaction.
pub fn hold_in(act: &mut Act<'_>, id: TicketId, form: &HoldForm) -> Result<()> {
    act.actor.may(Right::Work)?;
    let mut problems = Problems::default();
    let reason = problems.word("reason", form.reason);
    let note = problems.text("because", &form.note, 500);
    match form.wakes_at {
        None => problems.add("wakes", "problem-wakes"),
        Some(at) if at <= act.now => problems.add("wakes", "problem-wakes-past"),
        Some(_) => {}
    }
    problems.check()?;
    let Some(reason) = reason else { return Err(Error::Conflict) };
    let ticket = tickets::work(act.tx, act.actor, id)?;
    if !can(Timeline::Hold, ticket.state) {
        return Err(Error::Conflict);
    }
    let state = (State::OnHold, reason.ball());
    let hold = Some((reason, note.as_str(), form.wakes_at));
    update_state(act.tx, id, state, hold, form.wakes_at, act.now)?;
    record(act, "ticket.held", id, ticket.state.as_str(), &format!("{reason}: {note}"), false)
}

/// When a question that nobody answered comes back, in days.
const ASKED_DAYS: i64 = 3;

/// Waits for the answer to a question that was just sent.
pub(crate) async fn await_answer(app: &App, actor: &Actor, id: TicketId) -> Result<()> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| await_answer_in(act, id)).await
}

/// The same within a transaction.
pub(crate) fn await_answer_in(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    let ticket = tickets::work(act.tx, act.actor, id)?;
    if !can(Timeline::Hold, ticket.state) {
        return Err(Error::Conflict);
    }
    let reason = HoldReason::AwaitingRequester;
    let note = act.actor.language.t("hold-note-asked");
    let wakes_at = Some(act.now.plus_seconds(ASKED_DAYS * 86_400));
    let state = (State::OnHold, reason.ball());
    update_state(act.tx, id, state, Some((reason, note, wakes_at)), wakes_at, act.now)?;
    record(act, "ticket.held", id, ticket.state.as_str(), &format!("{reason}: {note}"), false)
}

/// Ends a hold: by hand, by an answer, or because its date has come.
pub async fn wake(app: &App, actor: &Actor, id: TicketId) -> Result<()> {
    app.act(actor, move |act| wake_in(act, id)).await
}

/// The same within a transaction.
pub(crate) fn wake_in(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    act.actor.may(Right::Work)?;
    let ticket = tickets::work(act.tx, act.actor, id)?;
    if ticket.state != State::OnHold {
        return Err(Error::Conflict);
    }
    end_hold(act, &ticket)
}

/// Ends a wait for a supplier, whose answer is there; nothing where it waits for something else.
pub(crate) fn wake_answered(act: &mut Act<'_>, ticket: &Ticket) -> Result<()> {
    match ticket.on_hold_reason {
        Some(HoldReason::AwaitingSupplier) => end_hold(act, ticket),
        _ => Ok(()),
    }
}

fn end_hold(act: &mut Act<'_>, ticket: &Ticket) -> Result<()> {
    let id = ticket.id;
    let news = Some(news::due_for(act, ticket)?);
    update_state(act.tx, id, (State::Open, Ball::Provider), None, news, act.now)?;
    // whoever looks for what woke today finds it, though nothing waits any more
    update_woke(act.tx, id, act.now)?;
    record(act, "ticket.woken", id, State::OnHold.as_str(), State::Open.as_str(), false)
}

/// The times that are quick to promise now for a team's ticket, by the clock of whoever promises.
pub async fn quick(app: &App, actor: &Actor, team: Option<TeamId>) -> Result<Vec<(Quick, Time)>> {
    let open = hours::of_team_now(app, actor, team).await?;
    let at = |quick: &Quick| Some((*quick, quick.at(&open.calendar, &actor.zone, app.now())?));
    Ok(Quick::ALL.iter().filter_map(at).collect())
}

/// The same for a ticket that the actor may see.
pub(crate) async fn quick_for(
    app: &App,
    actor: &Actor,
    id: TicketId,
) -> Result<Vec<(Quick, Time)>> {
    let (ticket, _) = tickets::load(app, actor, id).await?;
    quick(app, actor, ticket.team_id).await
}

/// Says when the requester hears next.
pub async fn promise(app: &App, actor: &Actor, id: TicketId, news_by: Time) -> Result<()> {
    actor.may(Right::Work)?;
    if news_by <= app.now() {
        return Err(Error::invalid("news_by", "problem-wakes-past"));
    }
    app.act(actor, move |act| {
        let ticket = tickets::work(act.tx, act.actor, id)?;
        if !ticket.state.is_open() {
            return Err(Error::Conflict);
        }
        update_news(act.tx, id, Some(news_by), act.now)?;
        let before = ticket.news_by.map(|at| at.to_string()).unwrap_or_default();
        record(act, "ticket.news_promised", id, &before, &news_by.to_string(), false)
    })
    .await
}
