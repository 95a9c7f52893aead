//! Rows of bulk deeds.

use super::model::{Outcome, Stand};
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::{Filter, Result, Sql};

row! {
    /// A deed on many tickets.
    #[derive(Clone, Debug)]
    pub struct BulkRow {
        pub id: i64,
        pub person_id: PersonId,
        pub deed: String,
        pub list: String,
        pub at: Time,
        pub undone_at: Option<Time>,
    }
}

row! {
    /// What became of one ticket.
    #[derive(Clone, Debug)]
    pub struct TicketRow {
        pub id: TicketId,
        pub subject: String,
        pub outcome: Outcome,
        pub why: String,
    }
}

/// Its number, and whether it is new: the key may have been used.
pub fn insert(
    tx: &mut Tx,
    person: PersonId,
    key: &str,
    (deed, list): (&str, &str),
    now: Time,
) -> Result<(i64, bool)> {
    let made: Option<(i64,)> = tx.find(
        sql!(
            "insert into bulk_deed (person_id, key, deed, list, at) values ($1, $2, $3, $4, $5)
              on conflict (person_id, key) do nothing returning id"
        ),
        args![person, key, deed, list, now],
    )?;
    if let Some((id,)) = made {
        return Ok((id, true));
    }
    let (id,) = tx.one(
        sql!("select id from bulk_deed where person_id = $1 and key = $2"),
        args![person, key],
    )?;
    Ok((id, false))
}

pub fn insert_ticket(tx: &mut Tx, bulk: i64, ticket: TicketId) -> Result<()> {
    tx.run(
        sql!(
            "insert into bulk_ticket (bulk_deed_id, ticket_id, outcome) values ($1, $2, 'waiting')
              on conflict (bulk_deed_id, ticket_id) do nothing"
        ),
        args![bulk, ticket],
    )?;
    Ok(())
}

/// Which of these there are.
pub fn list_existing(tx: &mut Tx, ids: &[TicketId]) -> Result<Vec<TicketId>> {
    let Some(last) = ids.last() else { return Ok(Vec::new()) };
    let filled = ids.iter().chain(std::iter::repeat(last)).take(ids.len().next_power_of_two());
    let mut filter = Filter::default();
    let places: Vec<_> = filled.map(|id| filter.bind(*id)).collect();
    let sql = Sql::built(format!("select id from ticket where id in ({})", places.join(", ")));
    let rows: Vec<(TicketId,)> = tx.all(&sql, &filter.values)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub fn get(tx: &mut Tx, id: i64) -> Result<BulkRow> {
    tx.one(
        sql!("select id, person_id, deed, list, at, undone_at from bulk_deed where id = $1"),
        args![id],
    )
}

/// Keeps less of a deed than before.
pub fn update_deed(tx: &mut Tx, id: i64, deed: &str) -> Result<()> {
    tx.run(sql!("update bulk_deed set deed = $2 where id = $1"), args![id, deed])?;
    Ok(())
}

/// Its tickets, those that could not be done first.
pub fn list_tickets(tx: &mut Tx, id: i64) -> Result<Vec<TicketRow>> {
    tx.all(
        sql!(
            "select b.ticket_id as id,
              case b.outcome when 'not_yours' then '' else t.subject end as subject, b.outcome, b.why from bulk_ticket b
              join ticket t on t.id = b.ticket_id where b.bulk_deed_id = $1
              order by case b.outcome when 'refused' then 0 when 'not_yours' then 1 when 'kept' then 2
              when 'waiting' then 3 else 4 end, b.ticket_id"
        ),
        args![id],
    )
}

/// The next ones with this outcome.
pub fn list_next(tx: &mut Tx, id: i64, outcome: Outcome, most: i64) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select ticket_id from bulk_ticket where bulk_deed_id = $1 and outcome = $2
              order by ticket_id limit $3"
        ),
        args![id, outcome, most],
    )
}

/// Changes an outcome, if it still is the one it was.
pub fn update_outcome(
    tx: &mut Tx,
    (id, ticket): (i64, TicketId),
    (from, to): (Outcome, Outcome),
    why: &str,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update bulk_ticket set outcome = $4, why = $5
              where bulk_deed_id = $1 and ticket_id = $2 and outcome = $3"
        ),
        args![id, ticket, from, to, why],
    )?;
    Ok(changed > 0)
}

/// What the deed made of what.
pub fn update_stands(
    tx: &mut Tx,
    (id, ticket): (i64, TicketId),
    outcome: Outcome,
    (before, after): (&str, &str),
) -> Result<()> {
    tx.run(
        sql!(
            "update bulk_ticket set outcome = $3, before = $4, after = $5
              where bulk_deed_id = $1 and ticket_id = $2"
        ),
        args![id, ticket, outcome, before, after],
    )?;
    Ok(())
}

pub fn get_stands(tx: &mut Tx, id: i64, ticket: TicketId) -> Result<(String, String)> {
    tx.one(
        sql!("select before, after from bulk_ticket where bulk_deed_id = $1 and ticket_id = $2"),
        args![id, ticket],
    )
}

pub fn update_undone(tx: &mut Tx, id: i64, now: Time) -> Result<()> {
    tx.run(
        sql!("update bulk_deed set undone_at = coalesce(undone_at, $2) where id = $1"),
        args![id, now],
    )?;
    Ok(())
}

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
              t.location_id as location, t.tags, t.resolved_at, t.closed_at, z.until as snoozed
              from ticket t left join snooze z
              on z.ticket_id = t.id and z.person_id = $2 and z.until > $3 where t.id = $1"
        ),
        args![ticket, person, now],
    )
}

/// Makes a ticket stand like this; snoozes are elsewhere.
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
