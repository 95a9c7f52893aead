//! Rows of what was read.

use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// What somebody read.
    #[derive(Clone, Debug)]
    pub struct ReadingRow {
        pub id: i64,
        pub read_on: String,
        /// Hundredths.
        pub value: i64,
        pub note: String,
        pub by_id: PersonId,
        pub by: String,
    }
}

/// What was entered, the oldest first; the newest 500.
pub fn list(tx: &mut Tx, id: i64) -> Result<Vec<ReadingRow>> {
    tx.all(
        sql!(
            "select id, read_on, value, note, by_id, by from (select r.id, r.read_on, r.value,
              r.note, r.by_id, p.name as by from goal_reading r join person p on p.id = r.by_id
              where r.goal_id = $1 and r.removed_at is null
              order by r.read_on desc, r.id desc limit 500) newest order by read_on, id"
        ),
        args![id],
    )
}

pub fn insert(
    tx: &mut Tx,
    id: i64,
    (read_on, value): (&str, i64),
    note: &str,
    by: PersonId,
    now: Time,
) -> Result<i64> {
    let (made,) = tx.one(
        sql!(
            "insert into goal_reading (goal_id, read_on, value, note, by_id, at)
              values ($1, $2, $3, $4, $5, $6) returning id"
        ),
        args![id, read_on, value, note, by, now],
    )?;
    Ok(made)
}

/// False if it is gone already.
pub fn update_removed(
    tx: &mut Tx,
    (goal, id): (i64, i64),
    by: PersonId,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update goal_reading set removed_by = $3, removed_at = $4
              where id = $1 and goal_id = $2 and removed_at is null"
        ),
        args![id, goal, by, now],
    )?;
    Ok(changed > 0)
}
