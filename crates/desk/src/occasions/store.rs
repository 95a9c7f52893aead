//! Rows of occasions.

use super::model::{NewOccasion, Occasion};
use base::{DepartmentId, LocationId, Time, Tx, args, sql};
use db::Result;

/// Those that are not over, the next first.
pub fn list_upcoming(tx: &mut Tx, now: Time) -> Result<Vec<Occasion>> {
    tx.all(
        sql!(
            "select o.id, o.title, o.matters, o.location_id, l.name as location,
              l.department_id as location_department_id, o.department_id, d.name as department,
              o.starts_at, o.ends_at, o.is_closed, o.version
              from occasion o left join location l on l.id = o.location_id
              left join department d on d.id = o.department_id
              where o.is_active and o.ends_at > $1 order by o.starts_at, o.id limit 1000"
        ),
        args![now],
    )
}

/// Those at a place (or the one it is part of) or of a department, between two times.
pub fn list_near(
    tx: &mut Tx,
    location: Option<LocationId>,
    department: Option<DepartmentId>,
    (now, until): (Time, Time),
) -> Result<Vec<Occasion>> {
    tx.all(
        sql!(
            "select o.id, o.title, o.matters, o.location_id, l.name as location,
              l.department_id as location_department_id, o.department_id, d.name as department,
              o.starts_at, o.ends_at, o.is_closed, o.version
              from occasion o left join location l on l.id = o.location_id
              left join department d on d.id = o.department_id
              where o.is_active and o.ends_at > $1 and o.starts_at < $2
              and (o.location_id is null or o.location_id = $3
                or o.location_id = (select parent_id from location where id = $3))
              and (o.department_id is null or o.department_id = $4
                or o.department_id = (select department_id from location where id = $3))
              order by o.starts_at, o.id limit 5"
        ),
        args![now, until, location.map_or(0, |id| id.0), department.map_or(0, |id| id.0)],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Occasion>> {
    tx.find(
        sql!(
            "select o.id, o.title, o.matters, o.location_id, l.name as location,
              l.department_id as location_department_id, o.department_id, d.name as department,
              o.starts_at, o.ends_at, o.is_closed, o.version
              from occasion o left join location l on l.id = o.location_id
              left join department d on d.id = o.department_id
              where o.id = $1 and o.is_active"
        ),
        args![id],
    )
}

/// Whose a place is; none where there is no such place.
pub fn find_department_of(
    tx: &mut Tx,
    location: LocationId,
) -> Result<Option<(Option<DepartmentId>,)>> {
    tx.find(sql!("select department_id from location where id = $1"), args![location])
}

/// Places with whose they are, by name.
pub fn list_places(tx: &mut Tx) -> Result<Vec<(i64, String, Option<DepartmentId>)>> {
    tx.all(
        sql!(
            "select id, name, department_id from location where is_active order by lower(name), id"
        ),
        &[],
    )
}

/// Departments by name.
pub fn list_departments(tx: &mut Tx) -> Result<Vec<(DepartmentId, String)>> {
    tx.all(sql!("select id, name from department where is_active order by lower(name), id"), &[])
}

pub fn has_department(tx: &mut Tx, id: DepartmentId) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.find(sql!("select id from department where id = $1"), args![id])?;
    Ok(found.is_some())
}

pub fn insert(tx: &mut Tx, new: &NewOccasion, (from, until): (Time, Time)) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into occasion (title, matters, location_id, department_id, starts_at, ends_at,
              is_closed) values ($1, $2, $3, $4, $5, $6, $7) returning id"
        ),
        args![&new.title, &new.matters, new.location, new.department, from, until, new.is_closed],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(
    tx: &mut Tx,
    (id, version): (i64, i64),
    new: &NewOccasion,
    (from, until): (Time, Time),
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update occasion set title = $3, matters = $4, location_id = $5, department_id = $6,
              starts_at = $7, ends_at = $8, is_closed = $9, version = version + 1
              where id = $1 and version = $2 and is_active"
        ),
        args![
            id,
            version,
            &new.title,
            &new.matters,
            new.location,
            new.department,
            from,
            until,
            new.is_closed
        ],
    )?;
    Ok(changed > 0)
}

/// Takes it away.
pub fn update_inactive(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(
        sql!("update occasion set is_active = false, version = version + 1 where id = $1"),
        args![id],
    )?;
    Ok(())
}

/// From, until, and why.
pub type Closure = (Time, Time, String);

/// When a department is closed, from a time on.
pub fn list_closures(
    tx: &mut Tx,
    department: DepartmentId,
    from: Time,
    most: i64,
) -> Result<Vec<Closure>> {
    tx.all(
        sql!(
            "select starts_at, ends_at, title from occasion where department_id = $1 and is_active
              and is_closed and location_id is null and ends_at > $2
              order by starts_at limit $3"
        ),
        args![department, from, most],
    )
}

/// When a place is closed, what it is inside, or its department, from a time on.
pub fn list_closures_of_place(
    tx: &mut Tx,
    id: LocationId,
    from: Time,
    most: i64,
) -> Result<Vec<Closure>> {
    tx.all(
        sql!(
            "select o.starts_at, o.ends_at, o.title from occasion o, location l
              where l.id = $1 and o.is_active and o.is_closed and o.ends_at > $2
              and (o.location_id = l.id or o.location_id = l.parent_id
                or (o.location_id is null and o.department_id = l.department_id))
              order by o.starts_at limit $3"
        ),
        args![id, from, most],
    )
}
