//! Rows of departments.

use super::model::{Department, Named, NewDepartment};
use base::{DepartmentId, Tx, args, sql};
use db::Result;

pub fn list(tx: &mut Tx, after: i64, most: i64) -> Result<Vec<Department>> {
    tx.all(
        sql!(
            "select d.id, d.name, d.kind, d.is_provider, d.parent_id, p.name as parent, d.mission,
              d.calendar_id, c.name as calendar, d.is_active, d.version
              from department d left join department p on p.id = d.parent_id
              left join calendar c on c.id = d.calendar_id
              where d.id > $1 order by d.id limit $2"
        ),
        args![after, most],
    )
}

pub fn list_by_name(tx: &mut Tx) -> Result<Vec<Department>> {
    tx.all(
        sql!(
            "select d.id, d.name, d.kind, d.is_provider, d.parent_id, p.name as parent, d.mission,
              d.calendar_id, c.name as calendar, d.is_active, d.version
              from department d left join department p on p.id = d.parent_id
              left join calendar c on c.id = d.calendar_id
              order by lower(d.name), d.id"
        ),
        &[],
    )
}

pub fn get(tx: &mut Tx, id: DepartmentId) -> Result<Department> {
    tx.one(
        sql!(
            "select d.id, d.name, d.kind, d.is_provider, d.parent_id, p.name as parent, d.mission,
              d.calendar_id, c.name as calendar, d.is_active, d.version
              from department d left join department p on p.id = d.parent_id
              left join calendar c on c.id = d.calendar_id where d.id = $1"
        ),
        args![id],
    )
}

/// The names to choose from, and that of `also` even if nobody may choose it any more.
pub fn names(tx: &mut Tx, also: Option<DepartmentId>) -> Result<Vec<Named>> {
    tx.all(
        sql!("select id, name from department where is_active or id = $1 order by lower(name), id"),
        args![also.map_or(0, |id| id.0)],
    )
}

pub fn find_by_name(tx: &mut Tx, name: &str) -> Result<Option<(DepartmentId,)>> {
    tx.find(sql!("select id from department where lower(name) = lower($1)"), args![name])
}

pub fn exists(tx: &mut Tx, id: DepartmentId) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.find(sql!("select id from department where id = $1"), args![id])?;
    Ok(found.is_some())
}

pub fn list_parents(tx: &mut Tx) -> Result<Vec<(i64, i64)>> {
    tx.all(sql!("select id, parent_id from department where parent_id is not null"), &[])
}

pub fn insert(tx: &mut Tx, new: &NewDepartment) -> Result<DepartmentId> {
    let (id,) = tx.one(
        sql!(
            "insert into department (name, kind, is_provider, parent_id, mission, calendar_id)
              values ($1, $2, $3, $4, $5, $6) returning id"
        ),
        args![&new.name, new.kind, new.is_provider, new.parent, &new.mission, new.calendar],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, id: DepartmentId, version: i64, new: &NewDepartment) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update department set name = $3, kind = $4, is_provider = $5, parent_id = $6,
              mission = $7, calendar_id = $8, version = version + 1
              where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            &new.name,
            new.kind,
            new.is_provider,
            new.parent,
            &new.mission,
            new.calendar
        ],
    )?;
    Ok(changed > 0)
}

/// False if it was so already.
pub fn update_active(tx: &mut Tx, id: DepartmentId, is_active: bool) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update department set is_active = $2, version = version + 1
              where id = $1 and is_active <> $2"
        ),
        args![id, is_active],
    )?;
    Ok(changed > 0)
}

/// False if it says so already.
pub fn update_mission(tx: &mut Tx, id: DepartmentId, mission: &str) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update department set mission = $2, version = version + 1
              where id = $1 and mission <> $2"
        ),
        args![id, mission],
    )?;
    Ok(changed > 0)
}
