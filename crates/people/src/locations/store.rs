//! Rows of locations.

use super::model::{Location, NewLocation};
use crate::Named;
use base::{LocationId, Tx, args, sql};
use db::Result;

pub fn list(tx: &mut Tx, after: i64, most: i64) -> Result<Vec<Location>> {
    tx.all(
        sql!(
            "select l.id, l.name, l.department_id, d.name as department, l.parent_id,
              p.name as parent, l.address, l.time_zone, l.hours, l.calendar_id,
              c.name as calendar, l.is_active, l.version
              from location l left join department d on d.id = l.department_id
              left join location p on p.id = l.parent_id
              left join calendar c on c.id = l.calendar_id
              where l.id > $1 order by l.id limit $2"
        ),
        args![after, most],
    )
}

pub fn list_by_name(tx: &mut Tx) -> Result<Vec<Location>> {
    tx.all(
        sql!(
            "select l.id, l.name, l.department_id, d.name as department, l.parent_id,
              p.name as parent, l.address, l.time_zone, l.hours, l.calendar_id,
              c.name as calendar, l.is_active, l.version
              from location l left join department d on d.id = l.department_id
              left join location p on p.id = l.parent_id
              left join calendar c on c.id = l.calendar_id
              order by lower(l.name), l.id"
        ),
        &[],
    )
}

pub fn get(tx: &mut Tx, id: LocationId) -> Result<Location> {
    tx.one(
        sql!(
            "select l.id, l.name, l.department_id, d.name as department, l.parent_id,
              p.name as parent, l.address, l.time_zone, l.hours, l.calendar_id,
              c.name as calendar, l.is_active, l.version
              from location l left join department d on d.id = l.department_id
              left join location p on p.id = l.parent_id
              left join calendar c on c.id = l.calendar_id where l.id = $1"
        ),
        args![id],
    )
}

/// The names to choose from, and that of `also` even if nobody may choose it any more.
pub fn names(tx: &mut Tx, also: Option<LocationId>) -> Result<Vec<Named>> {
    tx.all(
        sql!("select id, name from location where is_active or id = $1 order by lower(name), id"),
        args![also.map_or(0, |id| id.0)],
    )
}

pub fn exists(tx: &mut Tx, id: LocationId) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.find(sql!("select id from location where id = $1"), args![id])?;
    Ok(found.is_some())
}

pub fn list_parents(tx: &mut Tx) -> Result<Vec<(i64, i64)>> {
    tx.all(sql!("select id, parent_id from location where parent_id is not null"), &[])
}

pub fn insert(tx: &mut Tx, new: &NewLocation) -> Result<LocationId> {
    let (id,) = tx.one(
        sql!(
            "insert into location (name, department_id, parent_id, address, time_zone, hours,
              calendar_id) values ($1, $2, $3, $4, $5, $6, $7) returning id"
        ),
        args![
            &new.name,
            new.department,
            new.parent,
            &new.address,
            &new.time_zone,
            &new.hours,
            new.calendar
        ],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, id: LocationId, version: i64, new: &NewLocation) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update location set name = $3, department_id = $4, parent_id = $5, address = $6,
              time_zone = $7, hours = $8, calendar_id = $9, version = version + 1
              where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            &new.name,
            new.department,
            new.parent,
            &new.address,
            &new.time_zone,
            &new.hours,
            new.calendar
        ],
    )?;
    Ok(changed > 0)
}

/// False if it was so already.
pub fn update_active(tx: &mut Tx, id: LocationId, is_active: bool) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update location set is_active = $2, version = version + 1
              where id = $1 and is_active <> $2"
        ),
        args![id, is_active],
    )?;
    Ok(changed > 0)
}
