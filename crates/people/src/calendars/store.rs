//! Rows of calendars.

use super::model::{Calendar, KeeperRow, NewCalendar, Owner};
use crate::Named;
use base::{LocationId, TeamId, Tx, args, row, sql};
use db::Result;

pub fn list(tx: &mut Tx) -> Result<Vec<Calendar>> {
    tx.all(
        sql!(
            "select id, name, time_zone, hours, country, region, is_usual, is_active, version
              from calendar order by lower(name), id"
        ),
        &[],
    )
}

pub fn get(tx: &mut Tx, id: i64) -> Result<Calendar> {
    tx.one(
        sql!(
            "select id, name, time_zone, hours, country, region, is_usual, is_active, version
              from calendar where id = $1"
        ),
        args![id],
    )
}

pub fn find_usual(tx: &mut Tx) -> Result<Option<Calendar>> {
    tx.find(
        sql!(
            "select id, name, time_zone, hours, country, region, is_usual, is_active, version
              from calendar where is_usual"
        ),
        &[],
    )
}

pub fn exists(tx: &mut Tx, id: i64) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.find(sql!("select id from calendar where id = $1"), args![id])?;
    Ok(found.is_some())
}

/// The names to choose from, and that of `also` even if nobody may choose it any more.
pub fn names(tx: &mut Tx, also: Option<i64>) -> Result<Vec<Named>> {
    tx.all(
        sql!("select id, name from calendar where is_active or id = $1 order by lower(name), id"),
        args![also.unwrap_or_default()],
    )
}

pub fn insert(tx: &mut Tx, new: &NewCalendar) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into calendar (name, time_zone, hours, country, region)
              values ($1, $2, $3, $4, $5) returning id"
        ),
        args![&new.name, &new.time_zone, &new.hours, &new.country, &new.region],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, id: i64, version: i64, new: &NewCalendar) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update calendar set name = $3, time_zone = $4, hours = $5, country = $6, region = $7,
              version = version + 1 where id = $1 and version = $2"
        ),
        args![id, version, &new.name, &new.time_zone, &new.hours, &new.country, &new.region],
    )?;
    Ok(changed > 0)
}

/// False if it was so already.
pub fn update_active(tx: &mut Tx, id: i64, is_active: bool) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update calendar set is_active = $2, version = version + 1
              where id = $1 and is_active <> $2"
        ),
        args![id, is_active],
    )?;
    Ok(changed > 0)
}

/// From now on this one is the usual one; none: none is.
pub fn set_usual(tx: &mut Tx, id: Option<i64>) -> Result<()> {
    tx.run(sql!("update calendar set is_usual = false where is_usual"), &[])?;
    if let Some(id) = id {
        tx.run(sql!("update calendar set is_usual = true where id = $1"), args![id])?;
    }
    Ok(())
}

/// Everybody who keeps to a calendar, or to any (0).
pub fn list_keepers(tx: &mut Tx, calendar: i64) -> Result<Vec<KeeperRow>> {
    tx.all(
        sql!(
            "select 'department' as kind, id, name, calendar_id from department
              where calendar_id is not null and ($1 = 0 or calendar_id = $1)
              union all select 'team' as kind, id, name, calendar_id from team
              where calendar_id is not null and ($1 = 0 or calendar_id = $1)
              union all select 'place' as kind, id, name, calendar_id from location
              where calendar_id is not null and ($1 = 0 or calendar_id = $1)
              order by 1, 3, 2"
        ),
        args![calendar],
    )
}

/// Hours of one's own and the calendar one keeps to.
pub type Kept = (String, Option<i64>);

/// What a team, or a department, says.
pub fn find_kept(tx: &mut Tx, owner: Owner) -> Result<Option<Kept>> {
    match owner {
        Owner::Team(id) => {
            tx.find(sql!("select hours, calendar_id from team where id = $1"), args![id])
        }
        Owner::Department(id) => {
            tx.find(sql!("select hours, calendar_id from department where id = $1"), args![id])
        }
        Owner::Place(id) => {
            tx.find(sql!("select hours, calendar_id from location where id = $1"), args![id])
        }
    }
}

/// What a team says, and then its department.
pub fn list_of_team(tx: &mut Tx, id: TeamId) -> Result<Vec<Kept>> {
    tx.all(
        sql!(
            "select hours, calendar_id from (
              select 1 as place, hours, calendar_id from team where id = $1
              union all select 2 as place, d.hours, d.calendar_id from department d
              join team t on t.department_id = d.id where t.id = $1) said order by place"
        ),
        args![id],
    )
}

row! {
    /// What a place says, the place it is inside, and its department.
    #[derive(Clone, Debug)]
    pub struct PlaceRow {
        /// The clock on its wall.
        pub time_zone: String,
        /// Its own words.
        pub hours: String,
        /// Its calendar.
        pub calendar_id: Option<i64>,
        /// The hours of what it is inside.
        pub outer_hours: Option<String>,
        /// The calendar of what it is inside.
        pub outer_calendar: Option<i64>,
        /// Its department's calendar.
        pub department_calendar: Option<i64>,
    }
}

pub fn find_of_place(tx: &mut Tx, id: LocationId) -> Result<Option<PlaceRow>> {
    tx.find(
        sql!(
            "select l.time_zone, l.hours, l.calendar_id, o.hours as outer_hours,
              o.calendar_id as outer_calendar, d.calendar_id as department_calendar
              from location l left join location o on o.id = l.parent_id
              left join department d on d.id = l.department_id where l.id = $1"
        ),
        args![id],
    )
}

/// Hours of one's own, as [`calendar::WeeklyHours`] writes them.
pub fn update_hours(tx: &mut Tx, owner: Owner, hours: &str) -> Result<()> {
    match owner {
        Owner::Team(id) => {
            tx.run(sql!("update team set hours = $2 where id = $1"), args![id, hours])?
        }
        Owner::Department(id) => {
            tx.run(sql!("update department set hours = $2 where id = $1"), args![id, hours])?
        }
        Owner::Place(id) => {
            tx.run(sql!("update location set hours = $2 where id = $1"), args![id, hours])?
        }
    };
    Ok(())
}
