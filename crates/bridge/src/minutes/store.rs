//! Rows of decisions, of what was said afterwards, and of how a meeting ends.

use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Something that was decided.
    #[derive(Clone, Debug)]
    pub struct Decision {
        pub id: i64,
        pub meeting_id: i64,
        pub words: String,
        pub agreed: String,
        pub by: String,
        pub at: Time,
    }
}

/// What was decided at a meeting, in order.
pub fn list_decisions(tx: &mut Tx, meeting: i64) -> Result<Vec<Decision>> {
    tx.all(
        sql!(
            "select d.id, d.meeting_id, d.words, d.agreed, p.name as by, d.at from decision d
              join person p on p.id = d.by_id where d.meeting_id = $1 and d.removed_at is null
              order by d.id limit 200"
        ),
        args![meeting],
    )
}

pub fn find_decision(tx: &mut Tx, id: i64) -> Result<Option<Decision>> {
    tx.find(
        sql!(
            "select d.id, d.meeting_id, d.words, d.agreed, p.name as by, d.at from decision d
              join person p on p.id = d.by_id where d.id = $1 and d.removed_at is null"
        ),
        args![id],
    )
}

pub fn insert_decision(
    tx: &mut Tx,
    meeting: i64,
    (words, agreed): (&str, &str),
    by: PersonId,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into decision (meeting_id, words, agreed, by_id, at)
              values ($1, $2, $3, $4, $5) returning id"
        ),
        args![meeting, words, agreed, by, now],
    )?;
    Ok(id)
}

pub fn update_removed(tx: &mut Tx, id: i64, by: Option<PersonId>, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update decision set removed_by = $2, removed_at = $3
              where id = $1 and removed_at is null"
        ),
        args![id, by, now],
    )?;
    Ok(changed > 0)
}

row! {
    /// What somebody said about minutes after they were confirmed.
    #[derive(Clone, Debug)]
    pub struct Amendment {
        pub id: i64,
        pub words: String,
        pub by: String,
        pub at: Time,
    }
}

pub fn list_amendments(tx: &mut Tx, meeting: i64) -> Result<Vec<Amendment>> {
    tx.all(
        sql!(
            "select n.id, n.words, p.name as by, n.at from minutes_note n
              join person p on p.id = n.by_id where n.meeting_id = $1 order by n.id limit 200"
        ),
        args![meeting],
    )
}

pub fn insert_amendment(
    tx: &mut Tx,
    meeting: i64,
    words: &str,
    by: PersonId,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!("insert into minutes_note (meeting_id, words, by_id, at) values ($1, $2, $3, $4)"),
        args![meeting, words, by, now],
    )?;
    Ok(())
}

/// Says that it was held, and keeps what had written itself by then; false if it was before.
pub fn update_held(
    tx: &mut Tx,
    id: i64,
    by: Option<PersonId>,
    agenda: &str,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update meeting set held_by = $2, held_at = $3, agenda = $4, version = version + 1
              where id = $1 and held_at is null and cancelled_at is null"
        ),
        args![id, by, now, agenda],
    )?;
    Ok(changed > 0)
}

/// Says that its minutes are right; false if somebody did before.
pub fn update_confirmed(tx: &mut Tx, id: i64, by: Option<PersonId>, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update meeting set confirmed_by = $2, confirmed_at = $3, version = version + 1
              where id = $1 and held_at is not null and confirmed_at is null"
        ),
        args![id, by, now],
    )?;
    Ok(changed > 0)
}
