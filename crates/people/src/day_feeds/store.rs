//! Rows of calendar files that were read.

use super::model::Feed;
use base::{PersonId, Time, Tx, args, sql};
use db::Result;
use jiff::civil::Date;

/// Those of a calendar that close any days, by name.
pub fn list(tx: &mut Tx, calendar: i64) -> Result<Vec<Feed>> {
    tx.all(
        sql!(
            "select id, calendar_id, name, read_at, days from day_feed
              where calendar_id = $1 and days > 0 order by lower(name), id"
        ),
        args![calendar],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Feed>> {
    tx.find(
        sql!(
            "select id, calendar_id, name, read_at, days from day_feed where id = $1 and days > 0"
        ),
        args![id],
    )
}

/// The one of this name, also if its days were taken away.
pub fn find_by_name(tx: &mut Tx, calendar: i64, name: &str) -> Result<Option<(i64,)>> {
    tx.find(
        sql!("select id from day_feed where calendar_id = $1 and lower(name) = lower($2)"),
        args![calendar, name],
    )
}

pub fn insert(
    tx: &mut Tx,
    calendar: i64,
    name: &str,
    (by, now): (Option<PersonId>, Time),
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into day_feed (calendar_id, name, url, added_by, added_at)
              values ($1, $2, '', $3, $4) returning id"
        ),
        args![calendar, name, by, now],
    )?;
    Ok(id)
}

/// How many days it has now.
pub fn update_read(tx: &mut Tx, id: i64, days: i64, now: Time) -> Result<()> {
    tx.run(
        sql!("update day_feed set days = $2, read_at = $3 where id = $1"),
        args![id, days, now],
    )?;
    Ok(())
}

/// Takes its days away; they stay as rows.
pub fn remove_days(tx: &mut Tx, id: i64, (by, now): (Option<PersonId>, Time)) -> Result<()> {
    tx.run(
        sql!(
            "update calendar_day set removed_by = $2, removed_at = $3
              where feed_id = $1 and removed_at is null"
        ),
        args![id, by, now],
    )?;
    Ok(())
}

pub fn insert_day(
    tx: &mut Tx,
    (calendar, feed): (i64, i64),
    (name, from, until): &(String, Date, Date),
    (by, now): (Option<PersonId>, Time),
) -> Result<()> {
    let (from, until) = (from.to_string(), until.to_string());
    tx.run(
        sql!(
            "insert into calendar_day (calendar_id, feed_id, name, starts_on, ends_on, added_by,
              added_at) values ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![calendar, feed, name, &from, &until, by, now],
    )?;
    Ok(())
}
