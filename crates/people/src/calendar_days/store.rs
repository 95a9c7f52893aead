//! Rows of days that differ.

use super::model::{Day, NewDay};
use base::{PersonId, Time, Tx, args, sql};
use db::Result;

/// Those of a calendar: noted ones before those of feeds, each by date.
pub fn list(tx: &mut Tx, calendar: i64) -> Result<Vec<Day>> {
    tx.all(
        sql!(
            "select c.id, c.calendar_id, c.feed_id, f.name as feed, c.name, c.starts_on, c.ends_on,
              c.hours from calendar_day c left join day_feed f on f.id = c.feed_id
              where c.calendar_id = $1 and c.removed_at is null
              order by case when c.feed_id is null then 0 else 1 end, c.starts_on, c.id"
        ),
        args![calendar],
    )
}

/// One that somebody noted.
pub fn find_noted(tx: &mut Tx, id: i64) -> Result<Option<Day>> {
    tx.find(
        sql!(
            "select id, calendar_id, feed_id, cast(null as text) as feed, name, starts_on, ends_on,
              hours from calendar_day where id = $1 and removed_at is null and feed_id is null"
        ),
        args![id],
    )
}

pub fn insert(
    tx: &mut Tx,
    calendar: i64,
    new: &NewDay,
    (by, now): (Option<PersonId>, Time),
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into calendar_day (calendar_id, name, starts_on, ends_on, hours, added_by,
              added_at) values ($1, $2, $3, $4, $5, $6, $7) returning id"
        ),
        args![calendar, &new.name, &new.starts_on, &new.ends_on, &new.hours, by, now],
    )?;
    Ok(id)
}

pub fn update_removed(tx: &mut Tx, id: i64, by: Option<PersonId>, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update calendar_day set removed_by = $2, removed_at = $3
              where id = $1 and removed_at is null"
        ),
        args![id, by, now],
    )?;
    Ok(())
}
