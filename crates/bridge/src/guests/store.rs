//! Rows of those who were let in on a ladder.

use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Somebody who was let in.
    #[derive(Clone, Debug)]
    pub struct GuestRow {
        /// The row.
        pub id: i64,
        /// Who.
        pub person_id: PersonId,
        /// Their name.
        pub name: String,
        /// Whether they may write.
        pub may_write: bool,
        /// Why.
        pub words: String,
        /// Since when.
        pub invited_at: Time,
        /// When they first looked.
        pub seen_at: Option<Time>,
    }
}

/// Who is in.
pub fn list(tx: &mut Tx, ladder: i64) -> Result<Vec<GuestRow>> {
    tx.all(
        sql!(
            "select g.id, g.person_id, p.name, g.may_write, g.words, g.invited_at, g.seen_at
              from ladder_guest g join person p on p.id = g.person_id
              where g.ladder_id = $1 and g.ended_at is null order by g.id"
        ),
        args![ladder],
    )
}

/// The row of somebody who is in, and whether they may write.
pub fn find(tx: &mut Tx, ladder: i64, person: PersonId) -> Result<Option<(i64, bool)>> {
    tx.find(
        sql!(
            "select id, may_write from ladder_guest
              where ladder_id = $1 and person_id = $2 and ended_at is null order by id desc limit 1"
        ),
        args![ladder, person],
    )
}

pub fn insert(
    tx: &mut Tx,
    (ladder, person): (i64, PersonId),
    (may_write, words): (bool, &str),
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into ladder_guest (ladder_id, person_id, may_write, words, invited_at)
              values ($1, $2, $3, $4, $5)"
        ),
        args![ladder, person, may_write, words, now],
    )?;
    Ok(())
}

pub fn update(tx: &mut Tx, id: i64, (may_write, words): (bool, &str)) -> Result<()> {
    tx.run(
        sql!("update ladder_guest set may_write = $2, words = $3 where id = $1"),
        args![id, may_write, words],
    )?;
    Ok(())
}

/// The first look of somebody who was let in.
pub fn update_seen(tx: &mut Tx, ladder: i64, person: PersonId, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update ladder_guest set seen_at = $3
              where ladder_id = $1 and person_id = $2 and seen_at is null and ended_at is null"
        ),
        args![ladder, person, now],
    )?;
    Ok(())
}

/// False if it had ended.
pub fn update_ended(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!("update ladder_guest set ended_at = $2 where id = $1 and ended_at is null"),
        args![id, now],
    )?;
    Ok(changed > 0)
}
