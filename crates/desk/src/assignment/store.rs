//! Rows about who works on a ticket.

use crate::tickets::{Heading, State};
use base::{PersonId, TeamId, TicketId, Time, Tx, args, sql};
use db::Result;

/// Gives it to a team and, if to anybody, to a person.
pub fn update(
    tx: &mut Tx,
    id: TicketId,
    team: Option<TeamId>,
    assignee: Option<PersonId>,
    state: State,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "update ticket set team_id = $2, assignee_id = $3, state = $4, updated_at = $5,
              version = version + 1 where id = $1"
        ),
        args![id, team, assignee, state, now],
    )?;
    Ok(())
}

/// Agents of a team by name; of all teams where there is none.
pub fn list_agents(tx: &mut Tx, team: Option<TeamId>) -> Result<Vec<Heading>> {
    tx.all(
        sql!(
            "select distinct p.id, p.name from person p join role_grant g on g.person_id = p.id
              where g.role = 'agent' and p.is_active and (g.team_id = $1 or $1 is null)
              order by p.name, p.id"
        ),
        args![team],
    )
}

/// Who else gave the ticket to somebody after this event, the last one.
pub fn find_giver_since(
    tx: &mut Tx,
    id: TicketId,
    seen: i64,
    me: PersonId,
) -> Result<Option<(String,)>> {
    tx.find(
        sql!(
            "select actor from event where ticket_id = $1 and id > $2 and actor_id <> $3
              and kind in ('ticket.assigned', 'ticket.handed_over') order by id desc limit 1"
        ),
        args![id, seen, me],
    )
}
