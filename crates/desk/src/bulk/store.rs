//! Rows of bulk deeds.

use super::model::Outcome;
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

/// What waits before it leaves, where the deed was to say something.
pub fn update_outgoing(
    tx: &mut Tx,
    (id, ticket): (i64, TicketId),
    outgoing: Option<i64>,
) -> Result<()> {
    tx.run(
        sql!("update bulk_ticket set outgoing_id = $3 where bulk_deed_id = $1 and ticket_id = $2"),
        args![id, ticket, outgoing],
    )?;
    Ok(())
}

pub fn find_outgoing(tx: &mut Tx, id: i64, ticket: TicketId) -> Result<Option<i64>> {
    let (outgoing,) = tx.one(
        sql!("select outgoing_id from bulk_ticket where bulk_deed_id = $1 and ticket_id = $2"),
        args![id, ticket],
    )?;
    Ok(outgoing)
}

/// How many of a deed's answers have not left yet.
pub fn count_waiting(tx: &mut Tx, id: i64) -> Result<i64> {
    let (count,) = tx.one(
        sql!(
            "select count(*) from bulk_ticket b join outgoing o on o.id = b.outgoing_id
              where b.bulk_deed_id = $1 and o.ended_at is null"
        ),
        args![id],
    )?;
    Ok(count)
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
