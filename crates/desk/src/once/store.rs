//! Rows of keys that programs send with what they make.

use base::{PersonId, Time, Tx, args, sql};
use db::Result;

/// Takes a key; false if it is taken. On PostgreSQL this waits for whoever is taking it now.
pub fn insert(tx: &mut Tx, person: PersonId, key: &str, hash: &str, now: Time) -> Result<bool> {
    let added = tx.run(
        sql!(
            "insert into idempotency_key (person_id, key, request_hash, made_id, at)
              values ($1, $2, $3, 0, $4) on conflict (person_id, key) do nothing"
        ),
        args![person, key, hash, now],
    )?;
    Ok(added > 0)
}

/// What a key made, and from what.
pub fn get(tx: &mut Tx, person: PersonId, key: &str) -> Result<(i64, String)> {
    tx.one(
        sql!("select made_id, request_hash from idempotency_key where person_id = $1 and key = $2"),
        args![person, key],
    )
}

/// Notes what the key made.
pub fn update_made(tx: &mut Tx, person: PersonId, key: &str, made: i64) -> Result<()> {
    tx.run(
        sql!("update idempotency_key set made_id = $3 where person_id = $1 and key = $2"),
        args![person, key, made],
    )?;
    Ok(())
}
