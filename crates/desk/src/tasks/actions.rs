//! The verbs of tasks: those who work on a ticket add, change, do and order them.

use super::{
    model::{Panel, lines_of, next_working_day},
    store::{self, Facts, TaskRow, Whose},
};
use crate::{
    assignment::list_agents,
    checklists, felt, hours,
    notices::{Notice, Words, remind_person, tell_helpers, tell_other_team},
    tickets::{self, Access, Heading, Ticket, record},
};
use base::{
    Act, Actor, App, Error, Event, PersonId, Problems, Result, Right, Scope, TicketId, Time, Tx,
};
use std::collections::HashSet;

/// The tasks that the actor sees on a ticket.
pub(crate) fn panel(tx: &mut Tx, actor: &Actor, ticket: &Ticket, access: Access) -> Result<Panel> {
    let mut tasks = store::list(tx, ticket.id)?;
    if tasks.iter().any(|task| task.is_kept)
        && actor.id != Some(ticket.requester_id)
        && !felt::hears(tx, actor, ticket)?
    {
        tasks.retain(|task| !task.is_kept);
    }
    if access < Access::Work {
        tasks.retain(|task| task.is_shown);
        return Ok(Panel { tasks, checklists: Vec::new() });
    }
    Ok(Panel { tasks, checklists: checklists::fitting(tx, actor, ticket)? })
}

/// The tasks of a ticket.
pub async fn list(app: &App, actor: &Actor, id: TicketId) -> Result<Vec<TaskRow>> {
    let actor = actor.clone();
    app.read(move |tx| {
        let (ticket, access) = tickets::see(tx, &actor, id)?;
        Ok(panel(tx, &actor, &ticket, access)?.tasks)
    })
    .await
}

/// One task, for those who work on its ticket.
pub async fn get(app: &App, actor: &Actor, ticket: TicketId, id: i64) -> Result<(Ticket, TaskRow)> {
    let actor = actor.clone();
    app.read(move |tx| find_in(tx, &actor, ticket, id)).await
}

/// A task for those who work on its ticket; one that is kept from them, for those who hear such
/// things.
fn find_in(tx: &mut Tx, actor: &Actor, id: TicketId, task: i64) -> Result<(Ticket, TaskRow)> {
    let (ticket, access) = tickets::see(tx, actor, id)?;
    let found = store::find(tx, id, task)?;
    match found {
        Some(task) if task.is_kept => match felt::hears(tx, actor, &ticket)? {
            true => Ok((ticket, task)),
            false => Err(Error::NotFound),
        },
        _ if access < Access::Work => Err(Error::Forbidden),
        found => Ok((ticket, found.ok_or(Error::NotFound)?)),
    }
}

/// Who may be given a task of a ticket.
pub async fn owners(app: &App, actor: &Actor, ticket: TicketId) -> Result<Vec<Heading>> {
    let actor = actor.clone();
    app.read(move |tx| {
        let ticket = tickets::work(tx, &actor, ticket)?;
        Ok(list_agents(tx, ticket.team_id)?)
    })
    .await
}

/// What the actor has still to do, over all tickets. A ticket that is no longer theirs to see keeps
/// its number and says nothing more.
pub async fn mine(app: &App, actor: &Actor, after: i64, most: i64) -> Result<Vec<TaskRow>> {
    actor.may(Right::Work)?;
    let person = actor.person()?;
    let reader = actor.clone();
    app.read(move |tx| {
        let mut all = store::list_of(tx, person, after, most)?;
        let seen = seen(tx, &reader, &all)?;
        for task in all.iter_mut().filter(|task| !seen.contains(&task.ticket_id)) {
            task.subject.clear();
        }
        Ok(all)
    })
    .await
}

/// What the actor's teams owe and nobody of them has taken.
pub async fn of_my_teams(app: &App, actor: &Actor) -> Result<Vec<TaskRow>> {
    actor.may(Right::Work)?;
    let teams = match actor.teams() {
        Scope::All => None,
        Scope::Only(teams) => Some(teams),
    };
    let reader = actor.clone();
    app.read(move |tx| {
        let mut all = store::list_of_teams(tx, teams.as_deref())?;
        // a ticket that went to others since is theirs to talk about
        let seen = seen(tx, &reader, &all)?;
        all.retain(|task| seen.contains(&task.ticket_id));
        Ok(all)
    })
    .await
}

/// The tickets of some tasks that the actor may see.
fn seen(tx: &mut Tx, actor: &Actor, tasks: &[TaskRow]) -> Result<HashSet<TicketId>> {
    let ids: Vec<_> = tasks.iter().map(|task| task.ticket_id).collect();
    Ok(tickets::seen(tx, actor, &ids)?.into_iter().map(|ticket| ticket.id).collect())
}

/// Asks for a talk with whoever was unhappy, once: a task for the next working day. One that is owed
/// already goes to those who owe it now. Gives when it is due.
pub(crate) fn ask_call_back(
    act: &mut Act<'_>,
    ticket: &Ticket,
    (team, owner, is_kept): Whose,
) -> Result<Option<Time>> {
    let owner = owner.or_else(|| ticket.assignee_id.filter(|_| team.is_none() && !is_kept));
    let whose = (team, owner, is_kept);
    if let Some((id, due, was_kept)) = store::find_call_back(act.tx, ticket.id)? {
        if was_kept != is_kept {
            store::update_call_back(act.tx, id, whose)?;
        }
        return Ok(due);
    }
    let open = hours::of_team(act.tx, act.app, ticket.team_id)?;
    let due = next_working_day(&open.calendar, act.now);
    let language = base::language("en");
    let title = language.with("tasks-call-back", &[("who", &ticket.requester)]);
    let by = act.actor.person()?;
    store::insert_call_back(act.tx, ticket.id, (&title, by), whose, (due, act.now))?;
    Ok(Some(due))
}

/// Whether a talk is owed about a ticket.
pub(crate) fn is_owed(tx: &mut Tx, ticket: TicketId) -> Result<bool> {
    Ok(store::find_call_back(tx, ticket)?.is_some())
}

/// When the talk that is owed about a ticket is due.
pub(crate) fn call_back_due(tx: &mut Tx, ticket: TicketId) -> Result<Option<Time>> {
    Ok(store::find_call_back(tx, ticket)?.and_then(|(_, due, _)| due))
}

/// Tasks to add.
#[derive(Clone, Debug, Default)]
pub struct NewTasks {
    /// One on each line.
    pub lines: String,
    /// The lines of this list besides.
    pub checklist: Option<i64>,
    /// Who does them.
    pub owner: Option<PersonId>,
    /// By when.
    pub due_at: Option<Time>,
    /// Whether the requester sees them as steps.
    pub is_shown: bool,
}

/// Whoever does it must be able to open the ticket.
fn check_owner(tx: &mut Tx, ticket: &Ticket, owner: Option<PersonId>) -> Result<()> {
    let Some(owner) = owner else { return Ok(()) };
    let may = ticket.assignee_id == Some(owner)
        || list_agents(tx, ticket.team_id)?.iter().any(|agent| agent.id == owner.0);
    if may { Ok(()) } else { Err(Error::invalid("owner", "problem-choose")) }
}

/// Adds tasks; gives their ids.
pub async fn add(app: &App, actor: &Actor, id: TicketId, new: NewTasks) -> Result<Vec<i64>> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let ticket = tickets::work(act.tx, act.actor, id)?;
        check_owner(act.tx, &ticket, new.owner)?;
        let (mut lines, mut is_shown) = (new.lines.clone(), new.is_shown);
        if let Some(list) = new.checklist {
            let list = checklists::find(act.tx, act.actor, list)?;
            let list = list.ok_or_else(|| Error::invalid("checklist", "problem-choose"))?;
            lines = format!("{}\n{lines}", list.lines);
            is_shown |= list.is_shown;
        }
        let mut problems = Problems::default();
        let lines = lines_of(&lines, &mut problems);
        problems.check()?;
        let (owner, due_at) = (new.owner, new.due_at);
        let one = |title: String| OneTask { title, owner, due_at, is_shown };
        lines.into_iter().map(|title| add_in(act, id, &one(title))).collect()
    })
    .await
}

/// One task as templates carry it.
#[derive(Clone, Debug)]
pub struct OneTask {
    /// What is to be done.
    pub title: String,
    /// By whom.
    pub owner: Option<PersonId>,
    /// By when.
    pub due_at: Option<Time>,
    /// Whether the requester sees it.
    pub is_shown: bool,
}

/// Adds one within a transaction; whoever calls it has checked the right.
pub(crate) fn add_in(act: &mut Act<'_>, ticket: TicketId, new: &OneTask) -> Result<i64> {
    let by = act.actor.person()?;
    let facts =
        Facts { title: &new.title, owner: new.owner, due_at: new.due_at, is_shown: new.is_shown };
    let id = store::insert(act.tx, ticket, &facts, by, act.now)?;
    record(act, "task.added", ticket, "", &new.title, !new.is_shown)?;
    Ok(id)
}

fn find(act: &mut Act<'_>, ticket: TicketId, id: i64) -> Result<(Ticket, TaskRow)> {
    find_in(act.tx, act.actor, ticket, id)
}

/// Writes down what was done with a task, where those who may know of it see that.
fn note(
    act: &mut Act<'_>,
    kind: &'static str,
    task: &TaskRow,
    (before, after): (&str, &str),
    is_internal: bool,
) -> Result<()> {
    if !task.is_kept {
        return record(act, kind, task.ticket_id, before, after, is_internal);
    }
    // not in the ticket's timeline: those from whom it is kept read that
    let subject = format!("ticket {}", task.ticket_id);
    act.record(&Event { kind, subject, is_internal: true, ..Event::default() })
}

/// Changes a task.
pub async fn change(
    app: &App,
    actor: &Actor,
    ticket: TicketId,
    id: i64,
    new: OneTask,
) -> Result<()> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let (ticket, old) = find(act, ticket, id)?;
        let mut problems = Problems::default();
        let title = problems.line("title", &new.title, 200);
        problems.check()?;
        // what is kept from those who helped is not given to one of them
        let owner = if old.is_kept { old.owner_id } else { new.owner };
        if owner != old.owner_id {
            check_owner(act.tx, &ticket, owner)?;
        }
        let facts = Facts { title: &title, owner, due_at: new.due_at, is_shown: new.is_shown };
        store::update(act.tx, id, &facts)?;
        let is_internal = !(old.is_shown && new.is_shown);
        note(act, "task.changed", &old, (&old.title, &title), is_internal)
    })
    .await
}

/// Says that a task is done, or not done after all; of a talk also what came of it, in a sentence.
/// Saying it twice is no harm.
pub async fn complete(
    app: &App,
    actor: &Actor,
    ticket: TicketId,
    id: i64,
    (is_done, words): (bool, &str),
) -> Result<()> {
    if !actor.has(Right::HearFelt) {
        actor.may(Right::Work)?;
    }
    let words = words.to_owned();
    app.act(actor, move |act| {
        let (ticket, task) = find(act, ticket, id)?;
        let by = act.actor.person()?;
        if is_done == task.done_at.is_some() {
            return Ok(());
        }
        let mut problems = Problems::default();
        let words = match task.is_call_back && is_done {
            true => problems.line("done_words", &words, 500),
            false => String::new(),
        };
        problems.check()?;
        if !store::update_done(act.tx, id, is_done.then_some((by, act.now)), &words)? {
            return Ok(());
        }
        if task.is_call_back && !task.is_kept {
            felt::mark_call_back(act, ticket.id, !is_done)?;
        }
        let kind = if is_done { "task.done" } else { "task.undone" };
        note(act, kind, &task, ("", &task.title), !task.is_shown)
    })
    .await
}

/// Takes a task off the ticket. A talk that is owed is had, or it stays.
pub async fn remove(app: &App, actor: &Actor, ticket: TicketId, id: i64) -> Result<()> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let (ticket, task) = find(act, ticket, id)?;
        if task.is_call_back {
            return Err(Error::invalid("done_words", "problem-call-back-stays"));
        }
        store::delete(act.tx, id)?;
        record(act, "task.removed", ticket.id, &task.title, "", !task.is_shown)
    })
    .await
}

/// Moves a task one place up or down; at the end it stays.
pub async fn move_by(
    app: &App,
    actor: &Actor,
    ticket: TicketId,
    id: i64,
    is_up: bool,
) -> Result<()> {
    actor.may(Right::Work)?;
    app.act(actor, move |act| {
        let (ticket, _) = find(act, ticket, id)?;
        let mut all: Vec<_> = store::list(act.tx, ticket.id)?.iter().map(|t| t.id).collect();
        let at = all.iter().position(|one| *one == id).ok_or(Error::NotFound)?;
        let other = if is_up { at.checked_sub(1) } else { Some(at + 1) };
        if let Some(other) = other.filter(|other| *other < all.len()) {
            all.swap(at, other);
        }
        for (position, id) in (1..).zip(all) {
            store::update_position(act.tx, id, position)?;
        }
        Ok(())
    })
    .await
}

/// Asks before a ticket with open tasks is put right.
pub(crate) fn check_done(tx: &mut Tx, ticket: TicketId, is_sure: bool) -> Result<()> {
    let open = if is_sure { 0 } else { store::count_open(tx, ticket)? };
    let mut problems = Problems::default();
    if open > 0 {
        problems.add_with("despite_tasks", "problem-tasks-open", vec![("n", open.to_string())]);
    }
    problems.check()
}

/// Tells owners of what is due, once each, and teams of the talks they owe; a job of Footbridge
/// itself. Nobody is told of steps of a ticket that is over, nor somebody who has left.
pub(crate) async fn remind(app: &App, actor: &Actor) -> Result<()> {
    actor.may(Right::Work)?;
    let now = app.now();
    for (id, ticket) in app.read(move |tx| Ok(store::list_due(tx, now)?)).await? {
        app.act(actor, move |act| {
            if !store::update_reminded(act.tx, id, act.now)? {
                return Ok(());
            }
            let found = store::find(act.tx, ticket, id)?;
            let (Some(task), Some(ticket)) = (found, tickets::find(act.tx, ticket)?) else {
                return Ok(());
            };
            if !ticket.state.is_open() && !task.is_call_back {
                return Ok(());
            }
            note(act, "task.due", &task, ("", &task.title), true)?;
            match (task.owner_id, task.team_id) {
                (Some(owner), _) => remind_person(act, &ticket, owner, "task-due", &task.title),
                (None, Some(team)) => {
                    let words = Some(Words::new(&task.title, true));
                    let notice = Notice { key: "task-due-team", words, ..Notice::default() };
                    tell_helpers(act, &ticket, &notice)?;
                    match ticket.assignee_id {
                        Some(_) => tell_other_team(act, &ticket, team, &notice),
                        None => Ok(()),
                    }
                }
                (None, None) => Ok(()),
            }
        })
        .await?;
    }
    Ok(())
}
