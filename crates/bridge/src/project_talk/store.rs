//! Rows of what is said in projects.

use super::model::ProjectMessage;
use base::{PersonId, Time, Tx, args, sql};
use db::Result;

/// The newest before a row, the newest first.
pub fn list(tx: &mut Tx, project: i64, before: i64, most: i64) -> Result<Vec<ProjectMessage>> {
    tx.all(
        sql!(
            "select m.id, p.name as author, p.department_id, m.body, m.is_decision, m.at
              from project_message m left join person p on p.id = m.author_id
              where m.project_id = $1 and m.id < $2 order by m.id desc limit $3"
        ),
        args![project, before, most],
    )
}

/// What was decided, the newest first.
pub fn list_decisions(tx: &mut Tx, project: i64) -> Result<Vec<ProjectMessage>> {
    tx.all(
        sql!(
            "select m.id, p.name as author, p.department_id, m.body, m.is_decision, m.at
              from project_message m left join person p on p.id = m.author_id
              where m.project_id = $1 and m.is_decision order by m.id desc limit 100"
        ),
        args![project],
    )
}

/// What the same person said last, if it is these words within the last minutes: a form sent twice.
pub fn find_same(
    tx: &mut Tx,
    project: i64,
    author: Option<PersonId>,
    body: &str,
    since: Time,
) -> Result<Option<(i64,)>> {
    tx.find(
        sql!(
            "select id from project_message
              where project_id = $1 and author_id = $2 and body = $3 and at > $4
              order by id desc limit 1"
        ),
        args![project, author, body, since],
    )
}

pub fn insert(
    tx: &mut Tx,
    project: i64,
    author: Option<PersonId>,
    body: &str,
    is_decision: bool,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into project_message (project_id, author_id, body, is_decision, at)
              values ($1, $2, $3, $4, $5) returning id"
        ),
        args![project, author, body, is_decision, now],
    )?;
    Ok(id)
}
