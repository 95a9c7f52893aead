//! Rows of looks back.

use super::model::Held;
use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// One look back.
    #[derive(Clone, Debug)]
    pub struct LookRow {
        /// Its row.
        pub id: i64,
        /// How long after the decision.
        pub days: i64,
        /// When it is due.
        pub due_at: Time,
        /// Whether it held.
        pub answer: Option<Held>,
        /// In somebody's words.
        pub words: String,
        /// Who said so.
        pub who: Option<String>,
        /// When.
        pub answered_at: Option<Time>,
    }
}

pub fn list(tx: &mut Tx, idea: i64) -> Result<Vec<LookRow>> {
    tx.all(
        sql!(
            "select l.id, l.days, l.due_at, l.answer, l.words, p.name as who, l.answered_at
              from idea_look l left join person p on p.id = l.answered_by
              where l.idea_id = $1 order by l.id limit 50"
        ),
        args![idea],
    )
}

/// What was planned and not answered is planned no longer.
pub fn delete_open(tx: &mut Tx, idea: i64) -> Result<()> {
    tx.run(sql!("delete from idea_look where idea_id = $1 and answer is null"), args![idea])?;
    Ok(())
}

pub fn insert(tx: &mut Tx, idea: i64, days: i64, due: Time) -> Result<()> {
    tx.run(
        sql!("insert into idea_look (idea_id, days, due_at) values ($1, $2, $3)"),
        args![idea, days, due],
    )?;
    Ok(())
}

/// The idea of a look.
pub fn find_idea(tx: &mut Tx, id: i64) -> Result<Option<(i64, Option<Held>, String)>> {
    tx.find(sql!("select idea_id, answer, words from idea_look where id = $1"), args![id])
}

pub fn update_answer(
    tx: &mut Tx,
    id: i64,
    (held, words): (Held, &str),
    by: PersonId,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "update idea_look set answer = $2, words = $3, answered_by = $4, answered_at = $5
              where id = $1"
        ),
        args![id, held, words, by, now],
    )?;
    Ok(())
}

/// Those that are due and of which nobody was reminded: with whom to remind, and what of.
pub fn list_due(tx: &mut Tx, now: Time) -> Result<Vec<(i64, i64, PersonId, String)>> {
    tx.all(
        sql!(
            "select l.id, l.idea_id,
              case when o.is_active then i.owner_id else i.noted_by end, i.words
              from idea_look l join idea i on i.id = l.idea_id
              left join person o on o.id = i.owner_id
              where l.reminded_at is null and l.answer is null and l.due_at <= $1
              order by l.due_at limit 100"
        ),
        args![now],
    )
}

/// Whether nobody was quicker.
pub fn claim(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!("update idea_look set reminded_at = $2 where id = $1 and reminded_at is null"),
        args![id, now],
    )?;
    Ok(changed > 0)
}
