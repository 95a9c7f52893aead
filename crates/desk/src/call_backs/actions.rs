//! Reading what is owed, and saying what came of it.

use super::{
    model::CallBack,
    store::{self, OwedRow},
};
use crate::{
    felt, tasks,
    tickets::{self, Access},
};
use base::{Actor, App, Error, Result, Right, TicketId, Time, Tx};

/// A talk that is owed or was had.
pub type Owed = OwedRow;

/// How far back talks that were had are told, in days.
const BACK: i64 = 30;

/// The newest talk about a ticket: for those who work on it or hear such things, but for what is
/// kept from them.
pub async fn show(app: &App, actor: &Actor, id: TicketId) -> Result<CallBack> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (ticket, access) = tickets::see(tx, &actor, id)?;
        let hears = felt::hears(tx, &actor, &ticket)?;
        let all = tasks::list_of_ticket(tx, id)?;
        let mut talks = all.into_iter().filter(|task| task.is_call_back);
        let mine = |task: &tasks::TaskRow| hears || (!task.is_kept && access == Access::Work);
        let task = talks.rfind(mine).ok_or(Error::NotFound)?;
        let felt = felt::shown(tx, &actor, &ticket, access)?;
        let is_theirs = task.is_kept || access == Access::Work;
        Ok(CallBack { ticket, task, felt, is_theirs })
    })
    .await
}

/// Says what came of the talk: it was had.
pub async fn settle(app: &App, actor: &Actor, id: TicketId, words: &str) -> Result<()> {
    let task = show(app, actor, id).await?.task;
    tasks::complete(app, actor, id, task.id, (true, words)).await
}

/// Open ones of whatever the actor hears of, what is due first; and those that were had of late.
pub async fn list(app: &App, actor: &Actor) -> Result<(Vec<Owed>, Vec<Owed>)> {
    actor.may(Right::HearFelt)?;
    let since = app.now().plus_seconds(-BACK * 86_400);
    let actor = actor.clone();
    app.read(move |tx| {
        let open = open_ones(tx, &actor)?;
        let (departments, teams) = actor.hears();
        let mut had = store::list_had(tx, &departments, &teams, since)?;
        without_kept(tx, &actor, &mut had)?;
        Ok((open, had))
    })
    .await
}

fn open_ones(tx: &mut Tx, actor: &Actor) -> Result<Vec<Owed>> {
    let (departments, teams) = actor.hears();
    let mut open = store::list_open(tx, &departments, &teams)?;
    without_kept(tx, actor, &mut open)?;
    Ok(open)
}

/// What is kept from those who helped is kept from whoever looks after them, too, where they helped.
fn without_kept(tx: &mut Tx, actor: &Actor, all: &mut Vec<Owed>) -> Result<()> {
    let kept: Vec<_> = all.iter().filter(|one| one.is_kept).map(|one| one.ticket_id).collect();
    let mut hidden = Vec::new();
    for ticket in tickets::list(tx, &kept)? {
        if !felt::hears(tx, actor, &ticket)? {
            hidden.push(ticket.id);
        }
    }
    all.retain(|one| !one.is_kept || !hidden.contains(&one.ticket_id));
    Ok(())
}

/// How many are open of whatever the actor hears of, and when the first of them is due.
pub async fn count_open(app: &App, actor: &Actor) -> Result<(usize, Option<Time>)> {
    actor.may(Right::HearFelt)?;
    let actor = actor.clone();
    app.read(move |tx| {
        let open = open_ones(tx, &actor)?;
        Ok((open.len(), open.first().and_then(|one| one.due_at)))
    })
    .await
}
