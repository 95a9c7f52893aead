//! Rows of people and their roles.

use super::model::{GrantRow, ListedPerson, NewGrant, NewPerson, Person};
use base::{DepartmentId, PersonId, Time, Tx, args, sql};
use db::Result;

pub fn get(tx: &mut Tx, id: PersonId) -> Result<Person> {
    tx.one(
        sql!(
            "select p.id, p.name, p.email, p.title, p.department_id, d.name as department,
              p.location_id, l.name as location, p.time_zone, p.locale, p.is_active, p.created_at,
              p.version, p.password is not null as has_password
              from person p left join department d on d.id = p.department_id
              left join location l on l.id = p.location_id where p.id = $1"
        ),
        args![id],
    )
}

/// The lower-case name of a person, which is where a list by name goes on.
pub fn find_place(tx: &mut Tx, id: i64) -> Result<Option<(String,)>> {
    tx.find(sql!("select lower(name) from person where id = $1"), args![id])
}

/// People by name after the one named, whose name or address is like `pattern`.
pub fn list_by_name(
    tx: &mut Tx,
    (name, id): (&str, i64),
    pattern: &str,
    most: i64,
) -> Result<Vec<ListedPerson>> {
    tx.all(
        sql!(
            "select p.id, p.name, p.email, p.title, p.department_id, d.name as department,
              p.location_id, l.name as location, p.is_active
              from person p left join department d on d.id = p.department_id
              left join location l on l.id = p.location_id
              where (lower(p.name), p.id) > ($1, $2)
              and ($3 = '' or lower(p.name) like $3 escape '!' or p.email like $3 escape '!')
              order by lower(p.name), p.id limit $4"
        ),
        args![name, id, pattern, most],
    )
}

/// Active people by id, whose name is like `pattern`.
pub fn list(
    tx: &mut Tx,
    after: i64,
    pattern: &str,
    department: Option<DepartmentId>,
    most: i64,
) -> Result<Vec<ListedPerson>> {
    tx.all(
        sql!(
            "select p.id, p.name, p.email, p.title, p.department_id, d.name as department,
              p.location_id, l.name as location, p.is_active
              from person p left join department d on d.id = p.department_id
              left join location l on l.id = p.location_id
              where p.id > $1 and p.is_active
              and ($2 = '' or lower(p.name) like $2 escape '!')
              and (p.department_id = $3 or $3 = 0)
              order by p.id limit $4"
        ),
        args![after, pattern, department.map_or(0, |id| id.0), most],
    )
}

pub fn find_by_email(tx: &mut Tx, email: &str) -> Result<Option<(PersonId,)>> {
    tx.find(sql!("select id from person where email = $1"), args![email])
}

/// Nothing if somebody has the address already.
pub fn insert(tx: &mut Tx, new: &NewPerson, now: Time) -> Result<Option<(PersonId,)>> {
    tx.find(
        sql!(
            "insert into person (name, email, title, department_id, location_id, time_zone,
              locale, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
              on conflict (email) do nothing returning id"
        ),
        args![
            &new.name,
            &new.email,
            &new.title,
            new.department,
            new.location,
            &new.time_zone,
            &new.locale,
            now
        ],
    )
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, id: PersonId, version: i64, new: &NewPerson) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update person set name = $3, email = $4, title = $5, department_id = $6,
              location_id = $7, time_zone = $8, locale = $9, version = version + 1
              where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            &new.name,
            &new.email,
            &new.title,
            new.department,
            new.location,
            &new.time_zone,
            &new.locale
        ],
    )?;
    Ok(changed > 0)
}

/// False if it was so already.
pub fn update_active(tx: &mut Tx, id: PersonId, is_active: bool) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update person set is_active = $2, version = version + 1
              where id = $1 and is_active <> $2"
        ),
        args![id, is_active],
    )?;
    Ok(changed > 0)
}

pub fn list_grants(tx: &mut Tx, id: PersonId) -> Result<Vec<GrantRow>> {
    tx.all(
        sql!(
            "select g.id, g.role, d.name as department, t.name as team, g.granted_at,
              b.name as granted_by from role_grant g
              left join department d on d.id = g.department_id
              left join team t on t.id = g.team_id left join person b on b.id = g.granted_by
              where g.person_id = $1 order by g.id"
        ),
        args![id],
    )
}

pub fn has_grant(tx: &mut Tx, person: PersonId, new: &NewGrant) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!(
            "select id from role_grant where person_id = $1 and role = $2
              and coalesce(department_id, 0) = $3 and coalesce(team_id, 0) = $4"
        ),
        args![person, new.role, new.department.map_or(0, |id| id.0), new.team.map_or(0, |id| id.0)],
    )?;
    Ok(found.is_some())
}

pub fn insert_grant(
    tx: &mut Tx,
    person: PersonId,
    new: &NewGrant,
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into role_grant (person_id, role, department_id, team_id, granted_by, granted_at)
              values ($1, $2, $3, $4, $5, $6)"
        ),
        args![person, new.role, new.department, new.team, by, now],
    )?;
    Ok(())
}

pub fn delete_grant(tx: &mut Tx, person: PersonId, id: i64) -> Result<()> {
    tx.run(sql!("delete from role_grant where person_id = $1 and id = $2"), args![person, id])?;
    Ok(())
}

/// Makes whoever else is about to change who runs Footbridge wait until this is done.
pub fn lock_administrators(tx: &mut Tx) -> Result<()> {
    tx.run(sql!("update role_grant set role = role where role = 'administrator'"), &[])?;
    Ok(())
}

/// Active administrators with the rows of their roles.
pub fn list_administrators(tx: &mut Tx) -> Result<Vec<(PersonId, i64)>> {
    tx.all(
        sql!(
            "select g.person_id, g.id from role_grant g join person p on p.id = g.person_id
              where g.role = 'administrator' and p.is_active order by g.id"
        ),
        &[],
    )
}

pub fn count_sessions(tx: &mut Tx, person: PersonId, now: Time) -> Result<i64> {
    let (count,) = tx.one(
        sql!("select count(*) from session where person_id = $1 and expires_at > $2"),
        args![person, now],
    )?;
    Ok(count)
}

pub fn revoke_tokens(tx: &mut Tx, person: PersonId, now: Time) -> Result<u64> {
    tx.run(
        sql!("update token set revoked_at = $2 where person_id = $1 and revoked_at is null"),
        args![person, now],
    )
}

/// The secret address of somebody's meetings leads nowhere from then on.
pub fn delete_feed(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(sql!("delete from calendar_feed where person_id = $1"), args![person])?;
    Ok(())
}

pub fn delete_sessions(tx: &mut Tx, person: PersonId) -> Result<u64> {
    tx.run(sql!("delete from session where person_id = $1"), args![person])
}

/// One-time links that nobody has used yet.
pub fn expire_links(tx: &mut Tx, person: PersonId, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update sign_in_link set used_at = $2
              where person_id = $1 and used_at is null"
        ),
        args![person, now],
    )?;
    Ok(())
}
