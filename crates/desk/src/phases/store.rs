//! Rows of phases.

use super::model::Phase;
use base::{TicketId, Tx, args, sql};
use db::Result;

/// How a ticket is now.
pub fn find_now(tx: &mut Tx, id: TicketId) -> Result<Option<Phase>> {
    tx.find(
        sql!(
            "select updated_at as at, kind, state, case when state = 'on_hold' then on_hold_reason
              end as on_hold_reason, ball, priority, service_id, team_id, department_id
              from ticket where id = $1"
        ),
        args![id],
    )
}

/// The phases of a ticket, the first one first.
pub fn list(tx: &mut Tx, id: TicketId) -> Result<Vec<Phase>> {
    tx.all(
        sql!(
            "select at, kind, state, on_hold_reason, ball, priority, service_id, team_id,
              department_id from ticket_phase where ticket_id = $1 order by id"
        ),
        args![id],
    )
}

/// The last one.
pub fn find_last(tx: &mut Tx, id: TicketId) -> Result<Option<Phase>> {
    tx.find(
        sql!(
            "select at, kind, state, on_hold_reason, ball, priority, service_id, team_id,
              department_id from ticket_phase where ticket_id = $1 order by id desc limit 1"
        ),
        args![id],
    )
}

pub fn insert(tx: &mut Tx, id: TicketId, phase: &Phase) -> Result<()> {
    tx.run(
        sql!(
            "insert into ticket_phase (ticket_id, at, kind, state, on_hold_reason, ball, priority,
              service_id, team_id, department_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        ),
        args![
            id,
            phase.at,
            phase.kind,
            phase.state,
            phase.on_hold_reason,
            phase.ball,
            phase.priority,
            phase.service_id,
            phase.team_id,
            phase.department_id
        ],
    )?;
    Ok(())
}

/// Tickets that came in as rows have no past: opened, resolved and closed are made of their times.
pub fn insert_missing(tx: &mut Tx) -> Result<()> {
    let (last,): (i64,) = tx.one(sql!("select coalesce(max(id), 0) from ticket_phase"), &[])?;
    tx.run(
        sql!(
            "insert into ticket_phase (ticket_id, at, kind, state, on_hold_reason, ball, priority,
              service_id, team_id, department_id)
              select id, created_at, kind,
              case when state in ('resolved', 'closed', 'cancelled') then 'open' else state end,
              case when state = 'on_hold' then on_hold_reason end,
              case when state in ('resolved', 'closed', 'cancelled') then 'provider' else ball end,
              priority, service_id, team_id, department_id from ticket
              where id not in (select ticket_id from ticket_phase)"
        ),
        &[],
    )?;
    tx.run(
        sql!(
            "insert into ticket_phase (ticket_id, at, kind, state, on_hold_reason, ball, priority,
              service_id, team_id, department_id)
              select t.id, t.resolved_at, t.kind, 'resolved', null, 'requester', t.priority,
              t.service_id, t.team_id, t.department_id
              from ticket t join ticket_phase p on p.ticket_id = t.id and p.id > $1
              where t.resolved_at is not null and t.state in ('resolved', 'closed')"
        ),
        args![last],
    )?;
    tx.run(
        sql!(
            "insert into ticket_phase (ticket_id, at, kind, state, on_hold_reason, ball, priority,
              service_id, team_id, department_id)
              select t.id, coalesce(t.closed_at, t.updated_at), t.kind, t.state, null, 'nobody',
              t.priority, t.service_id, t.team_id, t.department_id from ticket t
              where t.state in ('closed', 'cancelled')
              and t.id in (select ticket_id from ticket_phase where id > $1)"
        ),
        args![last],
    )?;
    Ok(())
}
