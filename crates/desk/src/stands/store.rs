//! Reading how a ticket stands, and making it stand so.

use super::model::Stand;
use base::{PersonId, TicketId, Time, Tx, args, sql};
use db::Result;

/// How a ticket stands, for somebody with their own snoozes.
pub fn find_stand(
    tx: &mut Tx,
    ticket: TicketId,
    person: PersonId,
    now: Time,
) -> Result<Option<Stand>> {
    tx.find(
        sql!(
            "select t.team_id as team, t.assignee_id as assignee, t.state, t.ball, t.on_hold_reason,
              t.on_hold_note, t.wakes_at, t.news_by, t.service_id as service,
              t.location_id as location, t.tags, t.resolved_at, t.closed_at, z.until as snoozed,
              (select max(i.id) from impact_statement i where i.ticket_id = t.id) as statement,
              (select max(w.id) from worsening w where w.ticket_id = t.id) as worsening
              from ticket t left join snooze z
              on z.ticket_id = t.id and z.person_id = $2 and z.until > $3 where t.id = $1"
        ),
        args![ticket, person, now],
    )
}

/// Makes a ticket stand like this; snoozes and statements are elsewhere.
pub fn update_stand(tx: &mut Tx, ticket: TicketId, to: &Stand, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update ticket set team_id = $2, assignee_id = $3, state = $4, ball = $5, is_open = $6,
              on_hold_reason = $7, on_hold_note = $8, wakes_at = $9, news_by = $10,
              service_id = $11, location_id = $12, tags = $13, resolved_at = $14, closed_at = $15,
              updated_at = $16, version = version + 1 where id = $1"
        ),
        args![
            ticket,
            to.team,
            to.assignee,
            to.state,
            to.ball,
            to.state.is_open(),
            to.on_hold_reason,
            &to.on_hold_note,
            to.wakes_at,
            to.news_by,
            to.service,
            to.location,
            &to.tags,
            to.resolved_at,
            to.closed_at,
            now
        ],
    )?;
    Ok(())
}

/// Who did the last thing to a ticket.
pub fn find_last_actor(tx: &mut Tx, ticket: TicketId) -> Result<Option<(String,)>> {
    tx.find(
        sql!("select actor from event where ticket_id = $1 order by id desc limit 1"),
        args![ticket],
    )
}
