//! Rows of one's own account.

use super::model::{NewAccount, Own, OwnRole, OwnSession, OwnToken};
use base::{PersonId, Time, Tx, args, sql};
use db::Result;

pub fn get(tx: &mut Tx, id: PersonId) -> Result<Own> {
    tx.one(
        sql!("select name, email, time_zone, locale, version, password from person where id = $1"),
        args![id],
    )
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, id: PersonId, version: i64, new: &NewAccount) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update person set name = $3, time_zone = $4, locale = $5, version = version + 1
              where id = $1 and version = $2"
        ),
        args![id, version, &new.name, &new.time_zone, &new.locale],
    )?;
    Ok(changed > 0)
}

/// False if the password is not `former` any more.
pub fn update_password(
    tx: &mut Tx,
    id: PersonId,
    former: Option<&str>,
    password: &str,
) -> Result<bool> {
    let changed = tx.run(
        sql!("update person set password = $2 where id = $1 and coalesce(password, '') = $3"),
        args![id, password, former.unwrap_or("")],
    )?;
    Ok(changed > 0)
}

pub fn list_sessions(tx: &mut Tx, id: PersonId, now: Time) -> Result<Vec<OwnSession>> {
    tx.all(
        sql!(
            "select token_hash, device, created_at, seen_at from session
              where person_id = $1 and expires_at > $2 order by seen_at desc, created_at desc"
        ),
        args![id, now],
    )
}

pub fn delete_session(tx: &mut Tx, id: PersonId, hash: &[u8]) -> Result<u64> {
    tx.run(sql!("delete from session where person_id = $1 and token_hash = $2"), args![id, hash])
}

pub fn delete_other_sessions(tx: &mut Tx, id: PersonId, kept: &[u8]) -> Result<u64> {
    tx.run(sql!("delete from session where person_id = $1 and token_hash <> $2"), args![id, kept])
}

pub fn list_tokens(tx: &mut Tx, id: PersonId) -> Result<Vec<OwnToken>> {
    tx.all(
        sql!(
            "select id, name, scopes, created_at, expires_at, revoked_at from token
              where person_id = $1 order by id desc limit 200"
        ),
        args![id],
    )
}

/// The name of a token that was still good.
pub fn revoke_token(
    tx: &mut Tx,
    person: PersonId,
    id: i64,
    now: Time,
) -> Result<Option<(String,)>> {
    tx.find(
        sql!(
            "update token set revoked_at = $3
              where person_id = $1 and id = $2 and revoked_at is null returning name"
        ),
        args![person, id, now],
    )
}

pub fn list_roles(tx: &mut Tx, id: PersonId) -> Result<Vec<OwnRole>> {
    tx.all(
        sql!(
            "select g.role, g.department_id, d.name as department, g.team_id, t.name as team
              from role_grant g left join department d on d.id = g.department_id
              left join team t on t.id = g.team_id where g.person_id = $1 order by g.id"
        ),
        args![id],
    )
}

pub fn find_department(tx: &mut Tx, id: PersonId) -> Result<Option<crate::Named>> {
    tx.find(
        sql!(
            "select d.id, d.name from department d join person p on p.department_id = d.id
              where p.id = $1"
        ),
        args![id],
    )
}
