//! Rows of sessions, links, tries, tokens, and the person behind them.

use base::{
    Actor, DepartmentId, Grant, PersonId, Role, TeamId, Time, Tx, Who, args, jiff_tz::TimeZone,
    language, row, sql,
};
use db::Result;

row! {
    /// What the sign-in form needs of a person.
    pub struct Account {
        pub id: PersonId,
        pub password: Option<String>,
    }
}

row! {
    /// A person as an actor is made of.
    pub struct Person {
        pub id: PersonId,
        pub name: String,
        pub email: String,
        pub department_id: Option<DepartmentId>,
        pub time_zone: String,
        pub locale: String,
        pub is_using_keys: bool,
    }
}

pub fn find_account(tx: &mut Tx, email: &str) -> Result<Option<Account>> {
    tx.find(sql!("select id, password from person where email = $1 and is_active"), args![email])
}

pub fn count_tries(tx: &mut Tx, subject: &str, since: Time) -> Result<i64> {
    let (count,) = tx.one(
        sql!("select count(*) from sign_in_attempt where subject = $1 and at > $2"),
        args![subject, since],
    )?;
    Ok(count)
}

pub fn insert_try(tx: &mut Tx, subject: &str, now: Time) -> Result<()> {
    tx.run(sql!("insert into sign_in_attempt (subject, at) values ($1, $2)"), args![subject, now])?;
    Ok(())
}

pub fn forget_tries(tx: &mut Tx, subject: &str, before: Time) -> Result<()> {
    tx.run(
        sql!("delete from sign_in_attempt where subject = $1 or at < $2"),
        args![subject, before],
    )?;
    Ok(())
}

pub fn forget_last_try(tx: &mut Tx, subject: &str) -> Result<()> {
    tx.run(
        sql!(
            "delete from sign_in_attempt
              where id = (select max(id) from sign_in_attempt where subject = $1)"
        ),
        args![subject],
    )?;
    Ok(())
}

pub fn insert_session(
    tx: &mut Tx,
    token_hash: &[u8],
    person: PersonId,
    device: &str,
    is_by_link: bool,
    (now, expires): (Time, Time),
) -> Result<()> {
    tx.run(
        sql!(
            "insert into session
               (token_hash, person_id, device, is_by_link, created_at, seen_at, expires_at)
              values ($1, $2, $3, $4, $5, $5, $6)"
        ),
        args![token_hash, person, device, is_by_link, now, expires],
    )?;
    Ok(())
}

pub fn delete_session(tx: &mut Tx, token_hash: &[u8]) -> Result<()> {
    tx.run(sql!("delete from session where token_hash = $1"), args![token_hash])?;
    Ok(())
}

pub fn delete_sessions_of(tx: &mut Tx, person: PersonId) -> Result<u64> {
    tx.run(sql!("delete from session where person_id = $1"), args![person])
}

pub fn touch_session(tx: &mut Tx, token_hash: &[u8], now: Time, expires: Time) -> Result<()> {
    tx.run(
        sql!("update session set seen_at = $2, expires_at = $3 where token_hash = $1"),
        args![token_hash, now, expires],
    )?;
    Ok(())
}

/// The person of a live session, and when it was last seen.
pub fn find_by_session(tx: &mut Tx, hash: &[u8], now: Time) -> Result<Option<(PersonId, Time)>> {
    tx.find(
        sql!("select person_id, seen_at from session where token_hash = $1 and expires_at > $2"),
        args![hash, now],
    )
}

/// Notes that a token is in use.
pub fn touch_token(tx: &mut Tx, token_hash: &[u8], now: Time) -> Result<()> {
    tx.run(sql!("update token set used_at = $2 where token_hash = $1"), args![token_hash, now])?;
    Ok(())
}

/// The person and scopes of a live API token, and when it was last seen in use.
pub fn find_by_token(
    tx: &mut Tx,
    hash: &[u8],
    now: Time,
) -> Result<Option<(PersonId, String, Option<Time>)>> {
    tx.find(
        sql!(
            "select person_id, scopes, used_at from token
              where token_hash = $1 and expires_at > $2 and revoked_at is null"
        ),
        args![hash, now],
    )
}

pub fn insert_link(tx: &mut Tx, hash: &[u8], person: PersonId, expires: Time) -> Result<()> {
    tx.run(
        sql!("insert into sign_in_link (token_hash, person_id, expires_at) values ($1, $2, $3)"),
        args![hash, person, expires],
    )?;
    Ok(())
}

/// Marks a link as used; gives its person only the first time.
pub fn use_link(tx: &mut Tx, hash: &[u8], now: Time) -> Result<Option<PersonId>> {
    let found: Option<(PersonId,)> = tx.find(
        sql!(
            "update sign_in_link set used_at = $2
              where token_hash = $1 and used_at is null and expires_at > $2 returning person_id"
        ),
        args![hash, now],
    )?;
    Ok(found.map(|(person,)| person))
}

pub fn insert_token(
    tx: &mut Tx,
    hash: &[u8],
    person: PersonId,
    name: &str,
    scopes: &str,
    (now, expires): (Time, Time),
) -> Result<()> {
    tx.run(
        sql!(
            "insert into token (token_hash, person_id, name, scopes, created_at, expires_at)
              values ($1, $2, $3, $4, $5, $6)"
        ),
        args![hash, person, name, scopes, now, expires],
    )?;
    Ok(())
}

pub fn update_password(tx: &mut Tx, person: PersonId, hash: &str) -> Result<()> {
    tx.run(sql!("update person set password = $2 where id = $1"), args![person, hash])?;
    Ok(())
}

/// An active person as an actor, with every role they have.
pub fn load_person(tx: &mut Tx, id: PersonId, fallback: &TimeZone) -> Result<Option<Actor>> {
    let person: Option<Person> = tx.find(
        sql!(
            "select id, name, email, department_id, time_zone, locale, is_using_keys from person
              where id = $1 and is_active"
        ),
        args![id],
    )?;
    let Some(person) = person else { return Ok(None) };
    let rows: Vec<(Role, Option<DepartmentId>, Option<TeamId>)> = tx.all(
        // an IT manager works on every team of the department
        sql!(
            "select g.role, g.department_id, coalesce(g.team_id, t.id) from role_grant g
              left join team t on g.role = 'it_manager' and t.department_id = g.department_id
              where g.person_id = $1"
        ),
        args![id],
    )?;
    let everybody = Grant { role: Role::Requester, department: None, teams: Vec::new() };
    let mut grants = vec![everybody];
    grants.extend(rows.into_iter().map(|(role, department, team)| Grant {
        role,
        department,
        teams: team.into_iter().collect(),
    }));
    let zone = TimeZone::get(&person.time_zone).unwrap_or_else(|_| fallback.clone());
    Ok(Some(Actor {
        who: Who::Person,
        id: Some(person.id),
        name: person.name,
        email: person.email,
        department: person.department_id,
        grants,
        scopes: None,
        language: language(&person.locale),
        zone,
        is_using_keys: person.is_using_keys,
        request: String::new(),
    }))
}

/// Tries, links, sessions and keys that ended before a time.
pub fn count_old(tx: &mut Tx, before: Time, most: i64) -> Result<i64> {
    let (n,) = tx.one(
        sql!(
            "select count(*) from (
              select 1 as one from sign_in_attempt where at < $1
              union all select 1 from sign_in_link where expires_at < $1
              union all select 1 from session where expires_at < $1
              union all select 1 from idempotency_key where at < $1 limit $2) as old"
        ),
        args![before, most],
    )?;
    Ok(n)
}

/// Removes them; how many. None of them can be used any more.
pub fn delete_old(tx: &mut Tx, before: Time) -> Result<u64> {
    let mut n = tx.run(sql!("delete from sign_in_attempt where at < $1"), args![before])?;
    n += tx.run(sql!("delete from sign_in_link where expires_at < $1"), args![before])?;
    n += tx.run(sql!("delete from session where expires_at < $1"), args![before])?;
    n += tx.run(sql!("delete from idempotency_key where at < $1"), args![before])?;
    Ok(n)
}
