//! Rows of calendar addresses.

use base::{PersonId, Time, Tx, args, sql};
use db::Result;

/// Whose calendar has this address.
pub fn find_person(tx: &mut Tx, hash: &str) -> Result<Option<(PersonId,)>> {
    tx.find(sql!("select person_id from calendar_feed where secret_hash = $1"), args![hash])
}

/// When somebody's address was made.
pub fn find_made(tx: &mut Tx, person: PersonId) -> Result<Option<(Time,)>> {
    tx.find(sql!("select made_at from calendar_feed where person_id = $1"), args![person])
}

/// Makes a new address; the old one leads nowhere from then on.
pub fn upsert(tx: &mut Tx, person: PersonId, hash: &str, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "insert into calendar_feed (person_id, secret_hash, made_at) values ($1, $2, $3)
              on conflict (person_id) do update set secret_hash = excluded.secret_hash,
              made_at = excluded.made_at"
        ),
        args![person, hash, now],
    )?;
    Ok(())
}

pub fn delete(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let gone = tx.run(sql!("delete from calendar_feed where person_id = $1"), args![person])?;
    Ok(gone > 0)
}
