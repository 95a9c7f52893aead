//! Rows of relationships.

use super::model::Relationship;
use base::{DepartmentId, PersonId, TeamId, Time, Tx, args, sql};
use db::Result;

/// Every department with what is above it.
pub fn list_parents(tx: &mut Tx) -> Result<Vec<(DepartmentId, Option<DepartmentId>)>> {
    tx.all(sql!("select id, parent_id from department"), &[])
}

/// Which team is of which department.
pub fn list_teams(tx: &mut Tx) -> Result<Vec<(TeamId, DepartmentId)>> {
    tx.all(sql!("select id, department_id from team"), &[])
}

/// Every relationship that lasts, by name.
pub fn list(tx: &mut Tx) -> Result<Vec<Relationship>> {
    tx.all(
        sql!(
            "select r.id, r.customer_id, c.name as customer, r.provider_id, p.name as provider,
              r.purpose, r.created_at, r.ended_by, r.ended_at, r.version
              from relationship r join department c on c.id = r.customer_id
              join department p on p.id = r.provider_id
              where r.ended_at is null order by lower(c.name), lower(p.name), r.id"
        ),
        &[],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Relationship>> {
    tx.find(
        sql!(
            "select r.id, r.customer_id, c.name as customer, r.provider_id, p.name as provider,
              r.purpose, r.created_at, r.ended_by, r.ended_at, r.version
              from relationship r join department c on c.id = r.customer_id
              join department p on p.id = r.provider_id where r.id = $1"
        ),
        args![id],
    )
}

/// One between the two, also an ended one.
pub fn find_pair(
    tx: &mut Tx,
    customer: DepartmentId,
    provider: DepartmentId,
) -> Result<Option<(i64, Option<Time>)>> {
    tx.find(
        sql!("select id, ended_at from relationship where customer_id = $1 and provider_id = $2"),
        args![customer, provider],
    )
}

/// Whether it can be chosen, and whether it gives help.
pub fn find_department(tx: &mut Tx, id: DepartmentId) -> Result<Option<(bool, bool)>> {
    tx.find(sql!("select is_active, is_provider from department where id = $1"), args![id])
}

pub fn insert(
    tx: &mut Tx,
    (customer, provider): (DepartmentId, DepartmentId),
    purpose: &str,
    by: Option<PersonId>,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into relationship (customer_id, provider_id, purpose, created_by, created_at)
              values ($1, $2, $3, $4, $5) returning id"
        ),
        args![customer, provider, purpose, by, now],
    )?;
    Ok(id)
}

/// Takes it up again after it ended.
pub fn update_begun_again(tx: &mut Tx, id: i64, purpose: &str) -> Result<()> {
    tx.run(
        sql!(
            "update relationship set purpose = $2, ended_by = null, ended_at = null,
              version = version + 1 where id = $1"
        ),
        args![id, purpose],
    )?;
    Ok(())
}

/// False if it has ended already.
pub fn update_ended(tx: &mut Tx, id: i64, by: Option<PersonId>, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update relationship set ended_by = $2, ended_at = $3, version = version + 1
              where id = $1 and ended_at is null"
        ),
        args![id, by, now],
    )?;
    Ok(changed > 0)
}

/// The one it became part of.
pub fn find_successor(tx: &mut Tx, id: i64) -> Result<Option<(i64,)>> {
    tx.find(sql!("select into_id from relationship_merge where from_id = $1"), args![id])
}

/// False if the row has another version by now.
pub fn update_purpose(tx: &mut Tx, id: i64, version: i64, purpose: &str) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update relationship set purpose = $3, version = version + 1
              where id = $1 and version = $2"
        ),
        args![id, version, purpose],
    )?;
    Ok(changed > 0)
}

/// Every department that can be chosen, and whether it gives help.
pub fn list_departments(tx: &mut Tx) -> Result<Vec<(i64, String, bool)>> {
    tx.all(
        sql!(
            "select id, name, is_provider from department where is_active order by lower(name), id"
        ),
        &[],
    )
}

/// Every relationship that a department has a part in, also those that have ended.
pub fn list_of(tx: &mut Tx, department: DepartmentId) -> Result<Vec<Relationship>> {
    tx.all(
        sql!(
            "select r.id, r.customer_id, c.name as customer, r.provider_id, p.name as provider,
              r.purpose, r.created_at, r.ended_by, r.ended_at, r.version
              from relationship r join department c on c.id = r.customer_id
              join department p on p.id = r.provider_id
              where r.customer_id = $1 or r.provider_id = $1 order by r.id"
        ),
        args![department],
    )
}

/// From now on it is between these two.
pub fn update_pair(
    tx: &mut Tx,
    id: i64,
    (customer, provider): (DepartmentId, DepartmentId),
) -> Result<()> {
    tx.run(
        sql!(
            "update relationship set customer_id = $2, provider_id = $3, version = version + 1
              where id = $1"
        ),
        args![id, customer, provider],
    )?;
    Ok(())
}

/// It is part of another one now.
pub fn insert_merge(tx: &mut Tx, from: i64, into: i64, now: Time) -> Result<()> {
    tx.run(
        sql!("insert into relationship_merge (from_id, into_id, at) values ($1, $2, $3)"),
        args![from, into, now],
    )?;
    Ok(())
}

/// Liaisons and managers of a department.
pub fn list_keepers(tx: &mut Tx, department: DepartmentId) -> Result<Vec<(PersonId,)>> {
    tx.all(
        sql!(
            "select distinct p.id from role_grant g join person p on p.id = g.person_id
              where g.department_id = $1 and g.role in ('liaison', 'manager', 'it_manager')
              and p.is_active order by p.id limit 20"
        ),
        args![department],
    )
}
