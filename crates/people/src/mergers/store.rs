//! Rows of departments that became part of another.

use base::{DepartmentId, PersonId, Time, Tx, args, sql};
use db::{Result, pointing};

/// The department that this one became part of, and its name.
pub fn find(tx: &mut Tx, id: DepartmentId) -> Result<Option<(DepartmentId, String)>> {
    tx.find(
        sql!(
            "select m.into_id, d.name from department_merge m
              join department d on d.id = m.into_id where m.from_id = $1"
        ),
        args![id],
    )
}

pub fn insert(
    tx: &mut Tx,
    from: DepartmentId,
    into: DepartmentId,
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!("insert into department_merge (from_id, into_id, by_id, at) values ($1, $2, $3, $4)"),
        args![from, into, by, now],
    )?;
    Ok(())
}

/// Roles that somebody has for both are had once.
pub fn delete_double_grants(tx: &mut Tx, from: DepartmentId, into: DepartmentId) -> Result<()> {
    tx.run(
        sql!(
            "delete from role_grant where department_id = $1 and exists (select 1 from role_grant o
              where o.department_id = $2 and o.person_id = role_grant.person_id
                and o.role = role_grant.role)"
        ),
        args![from, into],
    )?;
    Ok(())
}

/// Whoever gave help goes on giving it, and nobody chooses the old one any more.
pub fn update_both(tx: &mut Tx, from: DepartmentId, into: DepartmentId) -> Result<()> {
    tx.run(
        sql!(
            "update department set is_provider = true, version = version + 1 where id = $2
              and not is_provider
              and exists (select 1 from department f where f.id = $1 and f.is_provider)"
        ),
        args![from, into],
    )?;
    tx.run(
        sql!("update department set is_active = false, version = version + 1 where id = $1"),
        args![from],
    )?;
    Ok(())
}

/// People, places, teams, roles, requests, services and whatever else names it. Relationships are
/// left to whoever knows them.
pub fn move_all(tx: &mut Tx, from: DepartmentId, into: DepartmentId) -> Result<u64> {
    pointing::repoint_free(tx, "department", (from.0, into.0), &["relationship"])
}

/// How many people, places and teams would move.
pub fn count(tx: &mut Tx, id: DepartmentId) -> Result<(i64, i64, i64)> {
    tx.one(
        sql!(
            "select (select count(*) from person where department_id = $1) as people,
              (select count(*) from location where department_id = $1) as places,
              (select count(*) from team where department_id = $1) as teams"
        ),
        args![id],
    )
}
