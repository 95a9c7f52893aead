//! How ladders end, and when the question is asked again.

use crate::ladders::State;
use base::{PersonId, Time, Tx, args, sql};
use db::Result;

/// False if it had ended.
pub fn update_ended(
    tx: &mut Tx,
    id: i64,
    (state, words, review): (State, &str, Option<Time>),
    by: PersonId,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update ladder set state = $2, ended_words = $3, review_at = $4, ended_by = $5,
              ended_at = $6, reminded_at = null, version = version + 1
              where id = $1 and state = 'climbing'"
        ),
        args![id, state, words, review, by, now],
    )?;
    Ok(changed > 0)
}

/// False if it is under way.
pub fn update_resumed(tx: &mut Tx, id: i64) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update ladder set state = 'climbing', review_at = null, ended_by = null,
              ended_at = null, reminded_at = null, version = version + 1
              where id = $1 and state <> 'climbing'"
        ),
        args![id],
    )?;
    Ok(changed > 0)
}

/// Endings whose question is due, and whose ladder they are.
pub fn list_reviews_due(tx: &mut Tx, now: Time) -> Result<Vec<(i64, PersonId)>> {
    tx.all(
        sql!(
            "select id, owner_id from ladder
              where reminded_at is null and review_at is not null and review_at <= $1
              order by review_at limit 200"
        ),
        args![now],
    )
}

/// Whether this process is the one that reminds.
pub fn claim_review(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update ladder set reminded_at = $2
              where id = $1 and reminded_at is null and review_at <= $2"
        ),
        args![id, now],
    )?;
    Ok(changed > 0)
}
