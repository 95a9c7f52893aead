//! Rows of one's own sessions and tokens.

use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A place where somebody is signed in.
    #[derive(Clone, Debug)]
    pub struct SessionRow {
        pub token_hash: Vec<u8>,
        pub device: String,
        pub created_at: Time,
        pub seen_at: Time,
    }
}

pub fn list_sessions(tx: &mut Tx, person: PersonId, now: Time) -> Result<Vec<SessionRow>> {
    tx.all(
        sql!(
            "select token_hash, device, created_at, seen_at from session
              where person_id = $1 and expires_at > $2 order by seen_at desc limit 100"
        ),
        args![person, now],
    )
}

pub fn delete_session(tx: &mut Tx, person: PersonId, hash: &[u8]) -> Result<bool> {
    let gone = tx.run(
        sql!("delete from session where person_id = $1 and token_hash = $2"),
        args![person, hash],
    )?;
    Ok(gone > 0)
}

row! {
    /// An API token.
    #[derive(Clone, Debug)]
    pub struct TokenRow {
        pub id: i64,
        pub name: String,
        pub scopes: String,
        pub expires_at: Time,
    }
}

pub fn list_tokens(tx: &mut Tx, person: PersonId, now: Time) -> Result<Vec<TokenRow>> {
    tx.all(
        sql!(
            "select id, name, scopes, expires_at from token
              where person_id = $1 and revoked_at is null and expires_at > $2 order by id"
        ),
        args![person, now],
    )
}

pub fn revoke_token(tx: &mut Tx, person: PersonId, id: i64, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!("update token set revoked_at = $3 where person_id = $1 and id = $2 and revoked_at is null"),
        args![person, id, now],
    )?;
    Ok(changed > 0)
}

pub fn find_password(tx: &mut Tx, person: PersonId) -> Result<Option<(Option<String>,)>> {
    tx.find(sql!("select password from person where id = $1"), args![person])
}
