//! Saying how it felt, and who may read that.

use super::{
    model::{CALL_BACK, NewFeedback, is_low},
    store::{self, FeedbackRow},
};
use crate::{
    felt_repeats,
    notices::{Notice, tell_person},
    resolution, tasks,
    tickets::{self, Access, State, Ticket, record, reindex},
};
use base::{Act, Actor, App, Error, PersonId, Problems, Result, Right, TicketId, Tx};

/// Says how it went. Only the person it was for; they may change it.
pub async fn give(app: &App, actor: &Actor, id: TicketId, new: NewFeedback) -> Result<()> {
    actor.may(Right::Report)?;
    app.act(actor, move |act| give_in(act, id, &new)).await
}

/// The same within a transaction.
pub(crate) fn give_in(act: &mut Act<'_>, id: TicketId, new: &NewFeedback) -> Result<()> {
    let mut problems = Problems::default();
    let score = problems.word("score", new.score.filter(|score| (0..=10).contains(score)));
    let words = new.words.as_deref().unwrap_or_default();
    let words = problems.optional_text("feedback", words, 5000);
    if new.lost_minutes.is_some_and(|minutes| !(0..=100_000).contains(&minutes)) {
        problems.add("lost_minutes", "problem-minutes");
    }
    problems.check()?;
    let (ticket, _) = tickets::see(act.tx, act.actor, id)?;
    let person = act.actor.person()?;
    if person != ticket.requester_id {
        return Err(Error::Forbidden);
    }
    if !matches!(ticket.state, State::Resolved | State::Closed) {
        return Err(Error::Conflict);
    }
    let before = store::find_feedback(act.tx, id)?;
    let mut row = FeedbackRow {
        person_id: person,
        person: act.actor.name.clone(),
        score: score.unwrap_or_default(),
        lost_minutes: new.lost_minutes,
        words,
        at: act.now,
        kept_at: new.is_kept.unwrap_or_default().then_some(act.now),
    };
    if let Some(before) = before.as_ref() {
        if new.is_partial {
            stay(&mut row, before, new);
        }
        row.kept_at = row.kept_at.map(|at| before.kept_at.unwrap_or(at));
        if is_same(&row, before) {
            return Ok(());
        }
    }
    // its words went because their time was over: no new ones come in their place
    if store::is_emptied(act.tx, id)? && !row.words.is_empty() {
        return Err(Error::Conflict);
    }
    write(act, &ticket, &row, before.as_ref())
}

/// What was left out of an answer is as it was.
fn stay(row: &mut FeedbackRow, before: &FeedbackRow, new: &NewFeedback) {
    if new.lost_minutes.is_none() {
        row.lost_minutes = before.lost_minutes;
    }
    if new.words.is_none() {
        row.words.clone_from(&before.words);
    }
    if new.is_kept.is_none() {
        row.kept_at = before.kept_at;
    }
}

fn is_same(one: &FeedbackRow, other: &FeedbackRow) -> bool {
    let of = |row: &FeedbackRow| (row.score, row.lost_minutes, row.kept_at.is_some());
    of(one) == of(other) && one.words == other.words && one.person_id == other.person_id
}

fn write(
    act: &mut Act<'_>,
    ticket: &Ticket,
    row: &FeedbackRow,
    before: Option<&FeedbackRow>,
) -> Result<()> {
    let (id, is_kept) = (ticket.id, row.kept_at.is_some());
    let was_kept = before.is_some_and(|before| before.kept_at.is_some());
    let said = (row.score, row.lost_minutes, row.words.as_str());
    store::upsert_feedback(act.tx, id, row.person_id, said, (row.kept_at, act.now))?;
    if is_kept {
        store::empty_events(act.tx, id)?;
        record(act, "feedback.kept", id, "", "", false)?;
    } else {
        // that a good mark closes the ticket would tell those from whom the mark is kept
        if ticket.state == State::Resolved && !is_low(row.score) {
            resolution::close_as_right(act, id)?;
        }
        let before = before.filter(|_| !was_kept).map(|before| before.score.to_string());
        let before = before.unwrap_or_default();
        record(act, "feedback.given", id, &before, &row.score.to_string(), false)?;
    }
    let was_low = before.is_some_and(|before| is_low(before.score));
    // a talk that is owed already goes to whoever may know of it now
    let is_moved = was_kept != is_kept && tasks::is_owed(act.tx, id)?;
    if is_moved || (is_low(row.score) && !was_low) {
        ask_for_a_talk(act, ticket, is_kept)?;
    }
    felt_repeats::look(act, ticket)
}

/// A low mark is owed a talk: by the team, or, where it is kept from those who helped, by somebody
/// who may read it.
fn ask_for_a_talk(act: &mut Act<'_>, ticket: &Ticket, is_kept: bool) -> Result<()> {
    if !is_kept {
        mark_call_back(act, ticket.id, true)?;
        let due = tasks::ask_call_back(act, ticket, (ticket.team_id, None, false))?;
        let due = due.map(|due| due.to_string()).unwrap_or_default();
        return record(act, "feedback.low", ticket.id, "", &due, false);
    }
    mark_call_back(act, ticket.id, false)?;
    let owner = hearing(act, ticket)?;
    tasks::ask_call_back(act, ticket, (None, owner, true))?;
    match owner {
        Some(owner) => {
            let notice = Notice { key: "kept-unhappy", ..Notice::default() };
            tell_person(act, ticket, owner, &notice)
        }
        None => Ok(()),
    }
}

/// Whoever is to have the talk about something that is kept: the first who may read it and had no
/// hand in it.
fn hearing(act: &mut Act<'_>, ticket: &Ticket) -> Result<Option<PersonId>> {
    let department = ticket.department_id.map(|id| id.0);
    for (one,) in store::list_hearing(act.tx, ticket.team_id, department)? {
        if one != ticket.requester_id && !store::has_worked(act.tx, ticket.id, one)? {
            return Ok(Some(one));
        }
    }
    Ok(None)
}

/// Tags a ticket whose requester was unhappy, or takes the tag away once somebody has spoken to them.
pub(crate) fn mark_call_back(act: &mut Act<'_>, id: TicketId, is_wanted: bool) -> Result<()> {
    match is_wanted {
        true => store::insert_tag(act.tx, id, CALL_BACK)?,
        false => store::delete_tag(act.tx, id, CALL_BACK)?,
    }
    reindex(act.tx, id);
    Ok(())
}

/// Whether somebody may read what is kept from those who helped: whoever answers for the team or
/// stands between the departments, unless they had a hand in it themselves.
pub(crate) fn hears(tx: &mut Tx, actor: &Actor, ticket: &Ticket) -> Result<bool> {
    let Some(person) = actor.id else { return Ok(false) };
    let (departments, teams) = actor.hears();
    let is_theirs = ticket.team_id.is_some_and(|team| teams.contains(&team))
        || ticket.department_id.is_some_and(|id| departments.contains(&id));
    Ok(is_theirs && !store::has_worked(tx, ticket.id, person)?)
}

/// How it felt, as far as the actor may read it: they said it; or they work on it or hear such
/// things, and it is not kept from them.
pub(crate) fn shown(
    tx: &mut Tx,
    actor: &Actor,
    ticket: &Ticket,
    access: Access,
) -> Result<Option<FeedbackRow>> {
    let Some(row) = store::find_feedback(tx, ticket.id)? else { return Ok(None) };
    if actor.id == Some(ticket.requester_id) {
        return Ok(Some(row));
    }
    let may = (row.kept_at.is_none() && access == Access::Work) || hears(tx, actor, ticket)?;
    Ok(Some(row).filter(|_| may))
}

/// How it felt; [`Error::NotFound`] where nobody said, or the actor may not read it.
pub async fn find(app: &App, actor: &Actor, id: TicketId) -> Result<FeedbackRow> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (ticket, access) = tickets::see(tx, &actor, id)?;
        shown(tx, &actor, &ticket, access)?.ok_or(Error::NotFound)
    })
    .await
}
