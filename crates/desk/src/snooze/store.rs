//! Rows of snoozes.

use base::{PersonId, TicketId, Time, Tx, args, sql};
use db::Result;

pub fn upsert(
    tx: &mut Tx,
    person: PersonId,
    ticket: TicketId,
    until: Time,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into snooze (person_id, ticket_id, until, set_at) values ($1, $2, $3, $4)
              on conflict (person_id, ticket_id) do update set until = excluded.until,
              set_at = excluded.set_at"
        ),
        args![person, ticket, until, now],
    )?;
    Ok(())
}

/// Ends one; whether there was one. The row stays: it woke today.
pub fn update_ended(tx: &mut Tx, person: PersonId, ticket: TicketId, now: Time) -> Result<bool> {
    let ended = tx.run(
        sql!("update snooze set until = $3 where person_id = $1 and ticket_id = $2 and until > $3"),
        args![person, ticket, now],
    )?;
    Ok(ended > 0)
}

/// Ends everybody's.
pub fn update_all_ended(tx: &mut Tx, ticket: TicketId, now: Time) -> Result<()> {
    tx.run(
        sql!("update snooze set until = $2 where ticket_id = $1 and until > $2"),
        args![ticket, now],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx, person: PersonId, ticket: TicketId) -> Result<()> {
    tx.run(
        sql!("delete from snooze where person_id = $1 and ticket_id = $2"),
        args![person, ticket],
    )?;
    Ok(())
}

/// Until when it sleeps, or slept.
pub fn find(tx: &mut Tx, person: PersonId, ticket: TicketId) -> Result<Option<(Time,)>> {
    tx.find(
        sql!("select until from snooze where person_id = $1 and ticket_id = $2"),
        args![person, ticket],
    )
}

/// How many sleep for somebody, counted no further than `most`.
pub fn count(tx: &mut Tx, person: PersonId, now: Time, most: i64) -> Result<i64> {
    let (count,) = tx.one(
        sql!(
            "select count(*) from
              (select ticket_id from snooze where person_id = $1 and until > $2 limit $3) x"
        ),
        args![person, now, most],
    )?;
    Ok(count)
}

/// Whether anything sleeps for somebody.
pub fn has_snoozes(tx: &mut Tx, me: PersonId, now: Time) -> Result<bool> {
    let found: Option<(TicketId,)> = tx.find(
        sql!("select ticket_id from snooze where person_id = $1 and until > $2 limit 1"),
        args![me, now],
    )?;
    Ok(found.is_some())
}
