//! Making two tickets one, undoing it, and where words go meanwhile.

use super::{
    model::{Side, Weighed, brought, refusal},
    store::{self, MergeRow, NewRow},
};
use crate::{
    affected,
    following::{self, Follow, Reason},
    impact::{self, Priority},
    notices::{Notice, tell_asking, tell_helpers},
    tickets::{self, Access, Ball, State, Ticket, record, update_state},
};
use base::{Act, Actor, App, Error, Problems, Result, Right, TicketId, Tx};

/// What is to become part of what.
#[derive(Clone, Copy, Debug)]
pub struct NewMerge {
    /// It goes into this one.
    pub into: TicketId,
    /// Whether the people of each may read the other. None: only where all of them are of the
    /// other's department.
    pub is_shared: Option<bool>,
}

/// Makes a ticket part of another. Whoever does it works on both.
pub async fn merge(app: &App, actor: &Actor, id: TicketId, new: NewMerge) -> Result<()> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let from = tickets::own_work(act.tx, act.actor, id)?;
        let into = find_into(act, new.into)?;
        check(act.tx, &from, &into)?;
        let is_shared = match new.is_shared {
            Some(said) => said,
            None => may_share(act.tx, &from, &into)?,
        };
        let by = act.actor.person()?;
        let row = NewRow { from: &from, into: into.id, by, is_shared, now: act.now };
        let merge = store::insert(act.tx, &row)?;
        affected::bring(act, &from, &into, (merge, is_shared))?;
        let statements = impact::combine(act, &into, from.id, is_shared)?;
        let now = tickets::find(act.tx, into.id)?.ok_or(Error::NotFound)?;
        let weights = (&Weighed::of(&into), &Weighed::of(&now));
        store::update_statements(act.tx, merge, statements, weights)?;
        update_state(act.tx, from.id, (State::Closed, Ball::Nobody), None, None, act.now)?;
        if is_shared {
            bring(act, &from, &into, merge)?;
        }
        record(act, "ticket.merged", from.id, "", &format!("#{}", into.id), false)?;
        let came = format!("#{}: {}", from.id, from.subject);
        record(act, "ticket.merged_in", into.id, "", &came, !is_shared)?;
        tell(act, &from, &into, is_shared)
    })
    .await
}

/// The ticket it goes into: a clear answer beside the field where that cannot be.
fn find_into(act: &mut Act<'_>, id: TicketId) -> Result<Ticket> {
    match tickets::see(act.tx, act.actor, id) {
        Ok((ticket, _)) if tickets::by_right(act.actor, &ticket.belongs()) == Access::Work => {
            Ok(ticket)
        }
        Ok(_) => Err(refused("problem-merge-not-yours", id)),
        Err(Error::NotFound) => Err(refused("problem-merge-not-there", id)),
        Err(error) => Err(error),
    }
}

fn refused(key: &'static str, id: TicketId) -> Error {
    let mut problems = Problems::default();
    problems.add_with("into", key, vec![("number", id.to_string())]);
    Error::Invalid(problems)
}

fn check(tx: &mut Tx, from: &Ticket, into: &Ticket) -> Result<()> {
    let mut side = |ticket: &Ticket| -> Result<Side> {
        let part_of = whole(tx, ticket.id)?.map(|(id, _)| id);
        Ok(Side { id: ticket.id, state: ticket.state, part_of })
    };
    let (from, into) = (side(from)?, side(into)?);
    match refusal(from, into) {
        Some((key, number)) => Err(refused(key, number)),
        None => Ok(()),
    }
}

/// The ticket that this one is part of at last, and the first step there.
fn whole(tx: &mut Tx, id: TicketId) -> Result<Option<(TicketId, MergeRow)>> {
    let Some(first) = store::find_of(tx, id)? else { return Ok(None) };
    let mut end = first.into_ticket;
    // one into the next, never in a circle; the bound is for rows that somebody else wrote
    for _ in 0..50 {
        match store::find_of(tx, end)? {
            Some(next) => end = next.into_ticket,
            None => break,
        }
    }
    Ok(Some((end, first)))
}

/// Without anybody's word, people read each other's tickets only within one department.
pub(crate) fn may_share(tx: &mut Tx, from: &Ticket, into: &Ticket) -> Result<bool> {
    match into.department_id {
        Some(department) if from.department_id == Some(department) => {
            let elsewhere = store::count_elsewhere(tx, from.id, department)?
                + store::count_elsewhere(tx, into.id, department)?;
            Ok(elsewhere == 0)
        }
        _ => Ok(false),
    }
}

fn bring(act: &mut Act<'_>, from: &Ticket, into: &Ticket, merge: i64) -> Result<()> {
    let followers = following::list(act.tx, from.id)?.into_iter().map(|one| one.id);
    for person in brought(from.requester_id, followers, into.requester_id) {
        let by = act.actor.id.filter(|by| *by != person);
        let reason = Reason::Merged;
        let follow = Follow { ticket: into.id, person, reason, by, merge: Some(merge) };
        following::insert(act.tx, &follow, act.now)?;
    }
    Ok(())
}

/// Both sides hear of it in plain words.
fn tell(act: &mut Act<'_>, from: &Ticket, into: &Ticket, is_shared: bool) -> Result<()> {
    let key = if is_shared { "merged" } else { "merged-apart" };
    tell_asking(act, from, &Notice { key, other: into.id.to_string(), ..Notice::default() })?;
    let words = crate::notices::last_words(act, from)?;
    let came = Notice { key: "merged-in", words, other: from.id.to_string(), ..Notice::default() };
    tell_helpers(act, into, &came)?;
    let is_same = (from.team_id, from.assignee_id) == (into.team_id, into.assignee_id);
    if is_same {
        return Ok(());
    }
    let other = into.id.to_string();
    tell_helpers(act, from, &Notice { key: "merged-away", other, ..Notice::default() })
}

/// Makes it a ticket of its own again, as it was; only while the other is open. What was written
/// meanwhile stays where it is.
pub async fn unmerge(app: &App, actor: &Actor, id: TicketId) -> Result<TicketId> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let from = tickets::work(act.tx, act.actor, id)?;
        let merge = store::find_of(act.tx, id)?.ok_or(Error::Conflict)?;
        let into = tickets::find(act.tx, merge.into_ticket)?.ok_or(Error::NotFound)?;
        if !into.state.is_open() {
            let mut problems = Problems::default();
            let args = vec![("number", into.id.to_string())];
            problems.add_with("unmerging", "problem-unmerge-over", args);
            return Err(Error::Invalid(problems));
        }
        let by = act.actor.person()?;
        store::update_undone(act.tx, merge.id, by, act.now)?;
        let hold = merge
            .on_hold_reason_before
            .map(|reason| (reason, merge.on_hold_note_before.as_str(), merge.wakes_before));
        let state = (merge.state_before, merge.ball_before);
        update_state(act.tx, id, state, hold, merge.news_before, act.now)?;
        following::delete_by_merge(act.tx, merge.id)?;
        affected::give_back(act, merge.id)?;
        impact::uncombine(act, &into, merge.statement_before, merge.statement_made)?;
        put_back(act, &into, &merge)?;
        record(act, "ticket.unmerged", id, "", &format!("#{}", into.id), false)?;
        let gone = format!("#{id}");
        record(act, "ticket.unmerged_out", into.id, "", &gone, !merge.is_shared)?;
        let other = into.id.to_string();
        tell_asking(act, &from, &Notice { key: "unmerged", other, ..Notice::default() })?;
        let notice = Notice { key: "unmerged-out", other: gone, ..Notice::default() };
        tell_helpers(act, &into, &notice)?;
        Ok(into.id)
    })
    .await
}

/// The other ticket weighs what it did, with news due when it was, where nobody changed that since:
/// worked out anew on a later day, the same answers may weigh something else.
fn put_back(act: &mut Act<'_>, into: &Ticket, merge: &MergeRow) -> Result<()> {
    let left = Weighed::from_json(&merge.into_after);
    let Some(back) = Weighed::from_json(&merge.into_before) else { return Ok(()) };
    if left.as_ref() != Some(&Weighed::of(into)) {
        return Ok(());
    }
    let now = tickets::find(act.tx, into.id)?.ok_or(Error::NotFound)?;
    store::update_weighed(act.tx, into.id, &back, act.now)?;
    let (is, was) = (Priority::of(now.priority), Priority::of(back.priority));
    match is == was {
        true => Ok(()),
        false => record(act, "ticket.reweighed", into.id, is.as_str(), was.as_str(), false),
    }
}

/// The way that a message took from the ticket it was written on.
pub(crate) struct Via {
    merge: MergeRow,
    from: TicketId,
}

/// Where a message on a ticket goes: on from a merged one to the other, where the people of both may
/// read it. Otherwise it stays on its own ticket, and those who work on the other are told.
pub(crate) fn follow(
    act: &mut Act<'_>,
    ticket: &Ticket,
    access: Access,
) -> Result<Option<(Ticket, Access, Via)>> {
    if ticket.state != State::Closed {
        return Ok(None);
    }
    let Some(merge) = store::find_of(act.tx, ticket.id)? else { return Ok(None) };
    let mut step = merge.clone();
    while step.is_shared {
        match store::find_of(act.tx, step.into_ticket)? {
            Some(next) => step = next,
            None => {
                let into = tickets::find(act.tx, step.into_ticket)?.ok_or(Error::NotFound)?;
                // who wrote on the one may write on the other, as far as they may read it
                let there = tickets::access(act.tx, act.actor, &into)?;
                let there = if there == Access::None { access.min(Access::Read) } else { there };
                return Ok(Some((into, there, Via { merge, from: ticket.id })));
            }
        }
    }
    Ok(None)
}

/// The number of the ticket on which a message is filed.
pub(crate) fn destination(act: &mut Act<'_>, ticket: &Ticket, access: Access) -> Result<TicketId> {
    Ok(follow(act, ticket, access)?.map_or(ticket.id, |(into, ..)| into.id))
}

/// Remembers which way a message came.
pub(crate) fn keep(act: &mut Act<'_>, via: &Via, into: TicketId, message: i64) -> Result<()> {
    Ok(store::insert_moved(act.tx, &via.merge, via.from, into, message)?)
}

/// A merged ticket is not opened by itself: refuses, and says what to do.
pub(crate) fn check_own(act: &mut Act<'_>, id: TicketId) -> Result<()> {
    let Some(merge) = store::find_of(act.tx, id)? else { return Ok(()) };
    let mut problems = Problems::default();
    let args = vec![("number", merge.into_ticket.to_string())];
    problems.add_with("why", "problem-merged-reopen", args);
    Err(Error::Invalid(problems))
}

/// Where somebody who looks for a ticket's number is led: to the one it is part of, if they may see
/// that.
pub(crate) async fn lead_on(app: &App, actor: &Actor, id: TicketId) -> Result<Option<TicketId>> {
    let actor = actor.clone();
    app.read(move |tx| {
        let Some((end, _)) = whole(tx, id)? else { return Ok(None) };
        match tickets::see(tx, &actor, end) {
            Ok(_) => Ok(Some(end)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    })
    .await
}
