//! Giving a ticket to somebody.

use super::store;
use crate::tickets::{self, Heading, State, Ticket, Timeline, can, record};
use base::{Act, Actor, App, Error, PersonId, Problems, Result, Right, TeamId, TicketId};

/// To whom, and what whoever gives it had seen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Assignment {
    /// Another team; none: the team it has.
    pub team: Option<TeamId>,
    /// A person of that team; none: nobody in particular.
    pub assignee: Option<PersonId>,
    /// The last event on the page it was decided from; none: nobody minds.
    pub seen: Option<i64>,
}

/// Gives the ticket to a person, or to a team (and nobody in it). Where somebody else gave it away
/// after `seen`, the problem says who, where it is now, and what was chosen.
pub async fn assign(app: &App, actor: &Actor, id: TicketId, new: Assignment) -> Result<()> {
    app.act(actor, move |act| assign_in(act, id, new)).await
}

/// The same within a transaction.
pub(crate) fn assign_in(act: &mut Act<'_>, id: TicketId, new: Assignment) -> Result<()> {
    act.actor.may(Right::Work)?;
    let ticket = tickets::own_work(act.tx, act.actor, id)?;
    if !can(Timeline::Assign, ticket.state) {
        return Err(Error::Conflict);
    }
    let team = new.team.or(ticket.team_id);
    let teams = tickets::list_teams(act.tx)?;
    let team_name = teams.iter().find(|t| Some(TeamId(t.id)) == team).map(|t| t.name.as_str());
    if team != ticket.team_id && team_name.is_none() {
        return Err(Error::invalid("team", "problem-choose"));
    }
    if (team, new.assignee) == (ticket.team_id, ticket.assignee_id) {
        return Ok(());
    }
    let agents = store::list_agents(act.tx, team)?;
    let to = match new.assignee {
        Some(person) => {
            let found = agents.iter().find(|agent| agent.id == person.0);
            Some(found.ok_or_else(|| Error::invalid("assignee", "problem-not-in-team"))?)
        }
        None => None,
    };
    check_seen(act, &ticket, new, (team_name, to))?;
    let state = if ticket.state == State::New && to.is_some() { State::Open } else { ticket.state };
    store::update(act.tx, id, team, new.assignee, state, act.now)?;
    if team != ticket.team_id {
        let before = ticket.team.clone().unwrap_or_default();
        record(act, "ticket.handed_over", id, &before, team_name.unwrap_or_default(), false)?;
        tickets::reindex(act.tx, id);
    }
    if new.assignee != ticket.assignee_id {
        let before = ticket.assignee.clone().unwrap_or_default();
        let after = to.map(|agent| agent.name.clone()).unwrap_or_default();
        record(act, "ticket.assigned", id, &before, &after, false)?;
    }
    Ok(())
}

fn check_seen(
    act: &mut Act<'_>,
    ticket: &Ticket,
    new: Assignment,
    (team, to): (Option<&str>, Option<&Heading>),
) -> Result<()> {
    let (Some(seen), me) = (new.seen, act.actor.person()?) else { return Ok(()) };
    let Some((who,)) = store::find_giver_since(act.tx, ticket.id, seen, me)? else {
        return Ok(());
    };
    let nobody = act.actor.language.t("fact-nobody");
    let place = |team: Option<&str>, person: Option<&str>| {
        format!("{} ({})", person.unwrap_or(nobody), team.unwrap_or("–"))
    };
    let now = place(ticket.team.as_deref(), ticket.assignee.as_deref());
    let chosen = place(team, to.map(|agent| agent.name.as_str()));
    let mut problems = Problems::default();
    let field = if new.team.is_some() { "team" } else { "assignee" };
    let args = vec![("who", who), ("now", now), ("chosen", chosen)];
    problems.add_with(field, "problem-assigned-meanwhile", args);
    problems.check()
}
