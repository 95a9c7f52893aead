//! Rows of drafts.

use super::model::{Draft, decode};
use crate::editors::Editor;
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A draft as it is stored.
    pub struct DraftRow {
        pub id: i64,
        pub person_id: PersonId,
        pub name: String,
        pub editor: String,
        pub fields: String,
        pub version: i64,
        pub tab: String,
        pub reason: String,
        pub shared_at: Option<Time>,
        pub taken_from: Option<String>,
        pub saved_at: Time,
    }
}

impl DraftRow {
    /// None where the editor is not known any more.
    pub fn read(self) -> Option<Draft> {
        Some(Draft {
            id: self.id,
            person: self.person_id,
            name: self.name,
            editor: Editor::parse(&self.editor)?,
            fields: decode(&self.fields),
            version: self.version,
            reason: self.reason,
            shared_at: self.shared_at,
            taken_from: self.taken_from,
            saved_at: self.saved_at,
        })
    }
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<DraftRow>> {
    tx.find(
        sql!(
            "select d.id, d.person_id, p.name, d.editor, d.fields, d.version, d.tab, d.reason,
              d.shared_at, f.name as taken_from, d.saved_at
              from draft d join person p on p.id = d.person_id
              left join person f on f.id = d.taken_from_id where d.id = $1"
        ),
        args![id],
    )
}

/// Somebody's drafts in one editor, the newest first.
pub fn list_in(tx: &mut Tx, person: PersonId, editor: &str) -> Result<Vec<DraftRow>> {
    tx.all(
        sql!(
            "select d.id, d.person_id, p.name, d.editor, d.fields, d.version, d.tab, d.reason,
              d.shared_at, f.name as taken_from, d.saved_at
              from draft d join person p on p.id = d.person_id
              left join person f on f.id = d.taken_from_id
              where d.person_id = $1 and d.editor = $2 order by d.saved_at desc, d.id desc"
        ),
        args![person, editor],
    )
}

/// Somebody's drafts on a ticket, the newest first.
pub fn list_on(tx: &mut Tx, person: PersonId, ticket: TicketId) -> Result<Vec<DraftRow>> {
    tx.all(
        sql!(
            "select d.id, d.person_id, p.name, d.editor, d.fields, d.version, d.tab, d.reason,
              d.shared_at, f.name as taken_from, d.saved_at
              from draft d join person p on p.id = d.person_id
              left join person f on f.id = d.taken_from_id
              where d.ticket_id = $1 and d.person_id = $2 order by d.saved_at desc, d.id desc"
        ),
        args![ticket, person],
    )
}

/// What colleagues share on a ticket, the newest first.
pub fn list_shared(tx: &mut Tx, person: PersonId, ticket: TicketId) -> Result<Vec<DraftRow>> {
    tx.all(
        sql!(
            "select d.id, d.person_id, p.name, d.editor, d.fields, d.version, d.tab, d.reason,
              d.shared_at, f.name as taken_from, d.saved_at
              from draft d join person p on p.id = d.person_id
              left join person f on f.id = d.taken_from_id
              where d.ticket_id = $1 and d.shared_at is not null and d.person_id <> $2
              order by d.saved_at desc, d.id desc limit 20"
        ),
        args![ticket, person],
    )
}

/// All of somebody's, the newest first.
pub fn list_of(tx: &mut Tx, person: PersonId) -> Result<Vec<DraftRow>> {
    tx.all(
        sql!(
            "select d.id, d.person_id, p.name, d.editor, d.fields, d.version, d.tab, d.reason,
              d.shared_at, f.name as taken_from, d.saved_at
              from draft d join person p on p.id = d.person_id
              left join person f on f.id = d.taken_from_id
              where d.person_id = $1 order by d.saved_at desc, d.id desc limit 200"
        ),
        args![person],
    )
}

/// What somebody has beyond as many, the oldest.
pub fn list_beyond(tx: &mut Tx, person: PersonId, most: i64) -> Result<Vec<DraftRow>> {
    tx.all(
        sql!(
            "select d.id, d.person_id, p.name, d.editor, d.fields, d.version, d.tab, d.reason,
              d.shared_at, f.name as taken_from, d.saved_at
              from draft d join person p on p.id = d.person_id
              left join person f on f.id = d.taken_from_id
              where d.person_id = $1 and d.saved_at < (select saved_at from draft
                where person_id = $1 order by saved_at desc limit 1 offset $2)"
        ),
        args![person, most],
    )
}

/// What a new row is made of.
pub struct NewRow<'a> {
    pub person: PersonId,
    pub editor: Editor,
    pub tab: &'a str,
    pub fields: &'a str,
    pub reason: &'a str,
    pub now: Time,
}

pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into draft (person_id, editor, ticket_id, tab, fields, reason, version, saved_at)
              values ($1, $2, $3, $4, $5, $6, $7, $7) returning id"
        ),
        args![
            new.person,
            &new.editor.to_string(),
            new.editor.ticket(),
            new.tab,
            new.fields,
            new.reason,
            new.now
        ],
    )?;
    Ok(id)
}

/// Keeps newer words; false if somebody was faster.
pub fn update(
    tx: &mut Tx,
    (id, version): (i64, i64),
    tab: &str,
    fields: &str,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update draft set fields = $3, tab = $4, saved_at = $5, version = version + 1
              where id = $1 and version = $2"
        ),
        args![id, version, fields, tab, now],
    )?;
    Ok(changed > 0)
}

/// Makes it the newest of its editor.
pub fn update_saved(tx: &mut Tx, id: i64, now: Time) -> Result<()> {
    tx.run(
        sql!("update draft set saved_at = $2, version = version + 1 where id = $1"),
        args![id, now],
    )
    .map(drop)
}

pub fn update_shared(tx: &mut Tx, id: i64, shared_at: Option<Time>) -> Result<()> {
    tx.run(sql!("update draft set shared_at = $2 where id = $1"), args![id, shared_at]).map(drop)
}

/// Gives it to somebody else; false if its words changed meanwhile.
pub fn update_person(
    tx: &mut Tx,
    (id, version): (i64, i64),
    to: PersonId,
    from: PersonId,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update draft set person_id = $3, taken_from_id = $4, saved_at = $5, tab = '',
              version = version + 1 where id = $1 and version = $2"
        ),
        args![id, version, to, from, now],
    )?;
    Ok(changed > 0)
}

pub fn delete(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(sql!("delete from draft where id = $1"), args![id]).map(drop)
}

/// How many of the drafts and answers that wait have a token in them that a draft had: on its
/// ticket, and of its writer.
pub fn count_holding(tx: &mut Tx, old: &DraftRow, key: &str) -> Result<i64> {
    let ticket = Editor::parse(&old.editor).and_then(Editor::ticket);
    let (count,) = tx.one(
        sql!(
            "select (select count(*) from draft where ticket_id = $1 and fields like $3)
              + (select count(*) from draft where person_id = $2 and fields like $3)
              + (select count(*) from outgoing
                  where ticket_id = $1 and ended_at is null and body like $3)"
        ),
        args![ticket, old.person_id, &format!("%{key}%")],
    )?;
    Ok(count)
}

/// Drafts that nobody touched since.
pub fn list_before(tx: &mut Tx, before: Time) -> Result<Vec<DraftRow>> {
    tx.all(
        sql!(
            "select d.id, d.person_id, p.name, d.editor, d.fields, d.version, d.tab, d.reason,
              d.shared_at, f.name as taken_from, d.saved_at
              from draft d join person p on p.id = d.person_id
              left join person f on f.id = d.taken_from_id
              where d.saved_at < $1 order by d.saved_at limit 500"
        ),
        args![before],
    )
}
