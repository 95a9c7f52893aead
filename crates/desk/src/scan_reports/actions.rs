//! Looking at reports by code that wait, and settling them.

use crate::scans::{self, ReportRow, State};
use base::{Act, Actor, App, DepartmentId, Error, Event, Result, Right, TeamId, TicketId, Time};

/// How long dropped ones can still be let through, in seconds.
const DROPPED_FOR: i64 = 30 * 86_400;

/// Whoever works on what the device belongs to, as on the ticket it would become; a department's
/// contact those of its places.
fn may_settle(actor: &Actor, department: Option<DepartmentId>, team: Option<TeamId>) -> bool {
    actor.has(Right::Work) && team.is_none_or(|team| actor.teams().has(&team))
        || department.is_some_and(|id| actor.departments().has(&id))
}

fn may_look(actor: &Actor) -> Result<()> {
    actor.may(Right::Work).or_else(|_| actor.may(Right::SeeDepartment))
}

/// What waits, and what was dropped lately, the oldest first.
pub struct Listed {
    /// To be settled.
    pub waiting: Vec<ReportRow>,
    /// Dropped within a month.
    pub dropped: Vec<ReportRow>,
}

/// The reports the actor may settle.
pub async fn list(app: &App, actor: &Actor) -> Result<Listed> {
    may_look(actor)?;
    let (actor, month) = (actor.clone(), app.now().plus_seconds(-DROPPED_FOR));
    app.read(move |tx| {
        let mine = |all: Vec<ReportRow>| {
            all.into_iter().filter(|r| may_settle(&actor, r.department_id, r.team_id)).collect()
        };
        let waiting = scans::list_by_state(tx, State::Waiting, Time::from_micros(0))?;
        let dropped = scans::list_by_state(tx, State::Dropped, month)?;
        Ok(Listed { waiting: mine(waiting), dropped: mine(dropped) })
    })
    .await
}

/// How many wait for the actor; 0 for those who may not settle any.
pub async fn count(app: &App, actor: &Actor) -> Result<i64> {
    if may_look(actor).is_err() {
        return Ok(0);
    }
    let actor = actor.clone();
    app.read(move |tx| {
        let all = scans::count_waiting(tx)?;
        let mine =
            all.iter().filter(|(department, team, _)| may_settle(&actor, *department, *team));
        Ok(mine.map(|(.., count)| count).sum())
    })
    .await
}

/// The report, if the actor may settle it; [`Error::NotFound`] otherwise.
fn find(act: &mut Act<'_>, id: i64) -> Result<ReportRow> {
    may_look(act.actor)?;
    let report = scans::get(act.tx, id)?;
    let is_mine = may_settle(act.actor, report.department_id, report.team_id);
    if is_mine { Ok(report) } else { Err(Error::NotFound) }
}

/// Lets a report through: it opens a ticket, or is counted on the one that is open. Gives the
/// ticket; of a report that was let through before, the ticket of then.
pub async fn approve(app: &App, actor: &Actor, id: i64) -> Result<TicketId> {
    app.act(actor, move |act| {
        let report = find(act, id)?;
        if let Some(ticket) = report.ticket_id {
            return Ok(ticket);
        }
        let ticket = scans::settle(act, id)?;
        let subject = format!("scan report {id}");
        act.record(&Event { kind: "scan.approved", subject, ..Event::default() })?;
        Ok(ticket)
    })
    .await
}

/// Drops a report. For a month it can still be let through.
pub async fn dismiss(app: &App, actor: &Actor, id: i64) -> Result<()> {
    app.act(actor, move |act| {
        match find(act, id)?.state {
            State::Waiting => {}
            State::Dropped => return Ok(()),
            State::Opened | State::Counted => return Err(Error::Conflict),
        }
        let by = act.actor.id;
        scans::update_decision(act.tx, id, (State::Dropped, None), by, act.now)?;
        let subject = format!("scan report {id}");
        act.record(&Event { kind: "scan.dropped", subject, ..Event::default() })
    })
    .await
}
