//! Rows of dates that come to lie elsewhere.

use base::{Time, Tx, args, sql};
use db::Result;

/// Every series that goes on.
pub fn list_open(tx: &mut Tx) -> Result<Vec<(i64,)>> {
    tx.all(sql!("select id from meeting_series where ended_at is null order by id"), &[])
}

/// Takes a meeting out of its place in the rhythm, before it gets another.
pub fn clear_slot(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(sql!("update meeting set slot_at = null where id = $1 and held_at is null"), args![id])?;
    Ok(())
}

/// Gives it another one; when it is stays.
pub fn update_slot(tx: &mut Tx, id: i64, slot: Time) -> Result<()> {
    tx.run(
        sql!("update meeting set slot_at = $2 where id = $1 and held_at is null"),
        args![id, slot],
    )?;
    Ok(())
}

/// Puts it on a date, also one that was left out. Never one that was held.
pub fn update_put(
    tx: &mut Tx,
    (id, slot): (i64, Option<Time>),
    (at, minutes, zone): (Time, i64, &str),
    why: &str,
) -> Result<()> {
    tx.run(
        sql!(
            "update meeting set slot_at = $2, starts_at = $3, minutes = $4, time_zone = $5,
              moved_why = $6, moved_at = null, cancelled_why = '', cancelled_by = null,
              cancelled_at = null, sequence = sequence + 1, version = version + 1
              where id = $1 and held_at is null"
        ),
        args![id, slot, at, minutes, zone, why],
    )?;
    Ok(())
}

/// Leaves it out, where it would have been.
pub fn update_left_out(
    tx: &mut Tx,
    (id, slot): (i64, Option<Time>),
    (why, now): (&str, Time),
) -> Result<()> {
    tx.run(
        sql!(
            "update meeting set slot_at = $2, starts_at = coalesce($2, starts_at), moved_why = '',
              moved_at = null, cancelled_why = $3, cancelled_by = null, cancelled_at = $4,
              sequence = sequence + 1, version = version + 1 where id = $1 and held_at is null"
        ),
        args![id, slot, why, now],
    )?;
    Ok(())
}

/// What people answered was about another time.
pub fn clear_answers(tx: &mut Tx, meeting: i64) -> Result<()> {
    tx.run(
        sql!(
            "update meeting_guest set answer = null, answer_words = '', answered_at = null
              where meeting_id = $1"
        ),
        args![meeting],
    )?;
    Ok(())
}

/// Dates up to here are rows.
pub fn update_planned(tx: &mut Tx, series: i64, until: Time) -> Result<()> {
    tx.run(
        sql!("update meeting_series set planned_until = $2 where id = $1"),
        args![series, until],
    )?;
    Ok(())
}
