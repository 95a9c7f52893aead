//! Rows of one's own account.

use super::model::{Account, NewAccount, OwnRole, SessionRow, TokenRow};
use base::{PersonId, Time, Tx, args, sql};
use db::Result;

pub fn get(tx: &mut Tx, id: PersonId) -> Result<Account> {
    tx.one(
        sql!(
            "select p.id, p.name, p.email, p.title, p.department_id, d.name as department,
              p.time_zone, p.locale, p.is_using_keys, p.version, p.password
              from person p left join department d on d.id = p.department_id where p.id = $1"
        ),
        args![id],
    )
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, id: PersonId, version: i64, new: &NewAccount) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update person set name = $3, time_zone = $4, locale = $5, is_using_keys = $6, version = version + 1
              where id = $1 and version = $2"
        ),
        args![id, version, &new.name, &new.time_zone, &new.locale, new.is_using_keys],
    )?;
    Ok(changed > 0)
}

pub fn list_roles(tx: &mut Tx, id: PersonId) -> Result<Vec<OwnRole>> {
    tx.all(
        sql!(
            "select g.role, d.name as department, t.name as team from role_grant g
              left join department d on d.id = g.department_id
              left join team t on t.id = g.team_id where g.person_id = $1 order by g.id"
        ),
        args![id],
    )
}

pub fn list_sessions(tx: &mut Tx, id: PersonId, now: Time) -> Result<Vec<SessionRow>> {
    tx.all(
        sql!(
            "select token_hash, device, created_at, seen_at, is_by_link from session
              where person_id = $1 and expires_at > $2 order by seen_at desc, created_at desc"
        ),
        args![id, now],
    )
}

pub fn delete_session(tx: &mut Tx, id: PersonId, token_hash: &[u8]) -> Result<u64> {
    tx.run(
        sql!("delete from session where person_id = $1 and token_hash = $2"),
        args![id, token_hash],
    )
}

/// All but one.
pub fn delete_other_sessions(tx: &mut Tx, id: PersonId, kept: &[u8]) -> Result<u64> {
    tx.run(sql!("delete from session where person_id = $1 and token_hash <> $2"), args![id, kept])
}

pub fn update_password(tx: &mut Tx, id: PersonId, hash: &str) -> Result<()> {
    tx.run(sql!("update person set password = $2 where id = $1"), args![id, hash])?;
    Ok(())
}

pub fn list_tokens(tx: &mut Tx, id: PersonId, now: Time) -> Result<Vec<TokenRow>> {
    tx.all(
        sql!(
            "select id, name, scopes, created_at, expires_at, used_at from token
              where person_id = $1 and revoked_at is null and expires_at > $2 order by id desc"
        ),
        args![id, now],
    )
}

/// The name of the token that works no longer; nothing if there was none.
pub fn revoke_token(tx: &mut Tx, id: PersonId, token: i64, now: Time) -> Result<Option<(String,)>> {
    tx.find(
        sql!(
            "update token set revoked_at = $3
              where person_id = $1 and id = $2 and revoked_at is null returning name"
        ),
        args![id, token, now],
    )
}
