//! Saying that it is worse now.

use super::store;
use crate::{
    impact::{Answers, Hurts, Scope, find_statement, reweigh_in},
    tickets::{self, Access, Timeline, can, record},
};
use base::{Act, Actor, App, Error, Problems, Result, Right, TicketId, Time};

/// What changed, as typed.
#[derive(Clone, Debug, Default)]
pub struct NewWorsening {
    /// "Exams start on Monday."
    pub words: String,
    /// How many are stopped now; none: as before.
    pub scope: Option<Scope>,
    /// When it hurts now; none: as before.
    pub hurts: Option<Hurts>,
    /// Since when; none: now.
    pub since: Option<Time>,
}

/// Says that it is worse now: by the requester or those who work on it. What was answered before
/// stays, but for what changed; the priority follows.
pub async fn worsen(app: &App, actor: &Actor, id: TicketId, new: NewWorsening) -> Result<()> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| worsen_in(act, id, &new)).await
}

/// The same within a transaction.
pub(crate) fn worsen_in(act: &mut Act<'_>, id: TicketId, new: &NewWorsening) -> Result<()> {
    let mut problems = Problems::default();
    let words = problems.text("changed", &new.words, 500);
    let since = new.since.unwrap_or(act.now);
    if since > act.now {
        problems.add("since", "problem-since");
    }
    problems.check()?;
    let (ticket, access) = tickets::see(act.tx, act.actor, id)?;
    if access < Access::Own {
        return Err(Error::Forbidden);
    }
    if !can(Timeline::Reweigh, ticket.state) {
        return Err(Error::Conflict);
    }
    let by = act.actor.person()?;
    if let Some(last) = store::find_last(act.tx, id)?
        && last.words == words
        && act.now.seconds_since(last.at) < 60
    {
        // sent twice
        return Ok(());
    }
    let (row, risks) = find_statement(act.tx, id)?.ok_or(Error::Conflict)?;
    let old = row.answers(&risks, ticket.location_id.is_some());
    let answers = Answers {
        scope: new.scope.unwrap_or(old.scope),
        hurts: new.hurts.unwrap_or(old.hurts),
        hurts_note: words.chars().take(200).collect(),
        ..old
    };
    store::insert(act.tx, id, (&words, since), by, act.now)?;
    record(act, "ticket.worsened", id, "", &words, false)?;
    reweigh_in(act, &ticket, &answers)
}

/// What was said after this one is not said any more, for undoing.
pub(crate) fn put_back(act: &mut Act<'_>, id: TicketId, last: Option<i64>) -> Result<()> {
    Ok(store::delete_after(act.tx, id, last.unwrap_or_default())?)
}
