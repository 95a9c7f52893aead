//! Rows of milestones.

use super::model::{Milestone, NewMilestone};
use base::{PersonId, Time, Tx, args, sql};
use db::Result;

/// Those of a project, by their day; those without one last.
pub fn list(tx: &mut Tx, project: i64) -> Result<Vec<Milestone>> {
    tx.all(
        sql!(
            "select m.id, m.project_id, m.name, m.due_on, m.reached_words, p.name as reached_by,
              m.reached_at, m.version from milestone m left join person p on p.id = m.reached_by
              where m.project_id = $1 and m.removed_at is null
              order by case when m.due_on = '' then 1 else 0 end, m.due_on, m.id limit 200"
        ),
        args![project],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Milestone>> {
    tx.find(
        sql!(
            "select m.id, m.project_id, m.name, m.due_on, m.reached_words, p.name as reached_by,
              m.reached_at, m.version from milestone m left join person p on p.id = m.reached_by
              where m.id = $1 and m.removed_at is null"
        ),
        args![id],
    )
}

pub fn insert(tx: &mut Tx, project: i64, new: &NewMilestone) -> Result<i64> {
    let (id,) = tx.one(
        sql!("insert into milestone (project_id, name, due_on) values ($1, $2, $3) returning id"),
        args![project, &new.name, &new.due_on],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, (id, version): (i64, i64), new: &NewMilestone) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update milestone set name = $3, due_on = $4, version = version + 1
              where id = $1 and version = $2 and removed_at is null"
        ),
        args![id, version, &new.name, &new.due_on],
    )?;
    Ok(changed > 0)
}

/// Reached, or with no time: not any more.
pub fn update_reached(
    tx: &mut Tx,
    id: i64,
    words: &str,
    by: Option<PersonId>,
    at: Option<Time>,
) -> Result<()> {
    tx.run(
        sql!(
            "update milestone set reached_words = $2, reached_by = $3, reached_at = $4,
              version = version + 1 where id = $1"
        ),
        args![id, words, by, at],
    )?;
    Ok(())
}

pub fn update_removed(tx: &mut Tx, id: i64, by: Option<PersonId>, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update milestone set removed_by = $2, removed_at = $3, version = version + 1
              where id = $1"
        ),
        args![id, by, now],
    )?;
    Ok(())
}
