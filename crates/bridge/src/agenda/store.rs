//! Rows of topics, and of lines that are put aside.

use super::model::Section;
use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// One topic of a meeting.
    #[derive(Clone, Debug)]
    pub struct TopicRow {
        pub id: i64,
        pub meeting_id: i64,
        pub kind: Section,
        pub position: i64,
        pub title: String,
        pub why: String,
        pub added_by: Option<PersonId>,
        pub added_name: Option<String>,
        pub added_at: Option<Time>,
        pub aside_at: Option<Time>,
        pub notes: String,
        pub notes_name: Option<String>,
        pub notes_at: Option<Time>,
        pub version: i64,
    }
}

/// The topics of a meeting in order, without what was taken away.
pub fn list(tx: &mut Tx, meeting: i64) -> Result<Vec<TopicRow>> {
    tx.all(
        sql!(
            "select t.id, t.meeting_id, t.kind, t.position, t.title, t.why, t.added_by,
              a.name as added_name, t.added_at, t.aside_at, t.notes, n.name as notes_name,
              t.notes_at, t.version from agenda_topic t
              left join person a on a.id = t.added_by left join person n on n.id = t.notes_by
              where t.meeting_id = $1 and t.removed_at is null order by t.position, t.id limit 200"
        ),
        args![meeting],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<TopicRow>> {
    tx.find(
        sql!(
            "select t.id, t.meeting_id, t.kind, t.position, t.title, t.why, t.added_by,
              a.name as added_name, t.added_at, t.aside_at, t.notes, n.name as notes_name,
              t.notes_at, t.version from agenda_topic t
              left join person a on a.id = t.added_by left join person n on n.id = t.notes_by
              where t.id = $1 and t.removed_at is null"
        ),
        args![id],
    )
}

pub fn insert_written(tx: &mut Tx, meeting: i64, kind: Section, position: i64) -> Result<()> {
    tx.run(
        sql!("insert into agenda_topic (meeting_id, kind, position) values ($1, $2, $3)"),
        args![meeting, kind, position],
    )?;
    Ok(())
}

/// Puts something on the agenda, last.
pub fn insert_added(
    tx: &mut Tx,
    meeting: i64,
    (title, why): (&str, &str),
    by: PersonId,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into agenda_topic (meeting_id, kind, position, title, why, added_by, added_at)
              values ($1, 'added', (select coalesce(max(position), 0) + 1 from agenda_topic
                where meeting_id = $1), $2, $3, $4, $5) returning id"
        ),
        args![meeting, title, why, by, now],
    )?;
    Ok(id)
}

pub fn update_removed(tx: &mut Tx, id: i64, by: Option<PersonId>, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update agenda_topic set removed_by = $2, removed_at = $3
              where id = $1 and kind = 'added' and removed_at is null"
        ),
        args![id, by, now],
    )?;
    Ok(changed > 0)
}

pub fn update_position(tx: &mut Tx, id: i64, position: i64) -> Result<()> {
    tx.run(sql!("update agenda_topic set position = $2 where id = $1"), args![id, position])?;
    Ok(())
}

/// False if somebody noted something else meanwhile.
pub fn update_notes(
    tx: &mut Tx,
    (id, version): (i64, i64),
    notes: &str,
    (by, now): (Option<PersonId>, Time),
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update agenda_topic set notes = $3, notes_by = $4, notes_at = $5, version = version + 1
              where id = $1 and version = $2"
        ),
        args![id, version, notes, by, now],
    )?;
    Ok(changed > 0)
}

pub fn update_aside(tx: &mut Tx, id: i64, by: Option<PersonId>, at: Option<Time>) -> Result<()> {
    tx.run(
        sql!("update agenda_topic set aside_by = $2, aside_at = $3 where id = $1"),
        args![id, by, at],
    )?;
    Ok(())
}

/// What is put aside, by what it is known by.
pub fn list_aside(tx: &mut Tx, meeting: i64) -> Result<Vec<(String,)>> {
    tx.all(
        sql!("select line from agenda_aside where meeting_id = $1 order by line limit 500"),
        args![meeting],
    )
}

pub fn insert_aside(tx: &mut Tx, meeting: i64, line: &str, by: PersonId, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "insert into agenda_aside (meeting_id, line, by_id, at) values ($1, $2, $3, $4)
              on conflict (meeting_id, line) do nothing"
        ),
        args![meeting, line, by, now],
    )?;
    Ok(())
}

pub fn delete_aside(tx: &mut Tx, meeting: i64, line: &str) -> Result<()> {
    tx.run(
        sql!("delete from agenda_aside where meeting_id = $1 and line = $2"),
        args![meeting, line],
    )?;
    Ok(())
}
