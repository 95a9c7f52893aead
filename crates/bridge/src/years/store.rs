//! Rows of periods.

use super::model::Period;
use base::{DepartmentId, PersonId, TeamId, Time, Tx, args, sql};
use db::Result;

pub fn list(
    tx: &mut Tx,
    department: Option<DepartmentId>,
    team: Option<TeamId>,
) -> Result<Vec<Period>> {
    tx.all(
        sql!(
            "select id, department_id, team_id, name, means, starts_on, ends_on, is_yearly,
              added_by, added_at, version from busy_period
              where (department_id = $1 or team_id = $2) and removed_at is null
              order by starts_on, id limit 200"
        ),
        args![department, team],
    )
}

/// What the desk noted that is on or to come in a department, in no particular order.
pub fn list_occasions(
    tx: &mut Tx,
    department: DepartmentId,
    now: Time,
) -> Result<Vec<(String, String, Time, Time)>> {
    tx.all(
        sql!(
            "select title, matters, starts_at, ends_at from occasion
              where is_active and ends_at > $2 and department_id = $1 limit 100"
        ),
        args![department, now],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Period>> {
    tx.find(
        sql!(
            "select id, department_id, team_id, name, means, starts_on, ends_on, is_yearly,
              added_by, added_at, version from busy_period where id = $1 and removed_at is null"
        ),
        args![id],
    )
}

/// What a row is made of.
pub struct NewRow<'a> {
    pub name: &'a str,
    pub means: &'a str,
    pub starts_on: &'a str,
    pub ends_on: &'a str,
    pub is_yearly: bool,
}

pub fn insert(
    tx: &mut Tx,
    (department, team): (Option<DepartmentId>, Option<TeamId>),
    new: &NewRow<'_>,
    by: Option<PersonId>,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into busy_period (department_id, team_id, name, means, starts_on, ends_on,
              is_yearly, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
              returning id"
        ),
        args![
            department,
            team,
            new.name,
            new.means,
            new.starts_on,
            new.ends_on,
            new.is_yearly,
            by,
            now
        ],
    )?;
    Ok(id)
}

/// False if it has another version by now.
pub fn update(tx: &mut Tx, id: i64, version: i64, new: &NewRow<'_>) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update busy_period set name = $3, means = $4, starts_on = $5, ends_on = $6,
              is_yearly = $7, version = version + 1
              where id = $1 and version = $2 and removed_at is null"
        ),
        args![id, version, new.name, new.means, new.starts_on, new.ends_on, new.is_yearly],
    )?;
    Ok(changed > 0)
}

pub fn update_removed(tx: &mut Tx, id: i64, by: Option<PersonId>, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update busy_period set removed_by = $2, removed_at = $3, version = version + 1
              where id = $1 and removed_at is null"
        ),
        args![id, by, now],
    )?;
    Ok(())
}
