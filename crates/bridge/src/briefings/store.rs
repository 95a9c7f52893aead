//! Rows of briefings, and whom they are for.

use base::{DepartmentId, PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// One text of a briefing.
    #[derive(Clone, Debug)]
    pub struct BriefingRow {
        /// The row: the newest of a step counts.
        pub id: i64,
        /// For whom.
        pub addressee: String,
        /// The text.
        pub words: String,
        /// Whether it was written from the record and nobody has changed it.
        pub is_from_record: bool,
        /// Who wrote it.
        pub by_name: String,
        /// When.
        pub at: Time,
    }
}

/// Every text of a step's briefing, the newest first.
pub fn list(tx: &mut Tx, rung: i64) -> Result<Vec<BriefingRow>> {
    tx.all(
        sql!(
            "select b.id, b.addressee, b.words, b.is_from_record, p.name as by_name, b.at
              from briefing b join person p on p.id = b.by_id
              where b.rung_id = $1 order by b.id desc limit 200"
        ),
        args![rung],
    )
}

pub fn insert(
    tx: &mut Tx,
    (rung, by): (i64, PersonId),
    (addressee, words, is_from_record): (&str, &str, bool),
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into briefing (rung_id, addressee, words, is_from_record, by_id, at)
              values ($1, $2, $3, $4, $5, $6) returning id"
        ),
        args![rung, addressee, words, is_from_record, by, now],
    )?;
    Ok(id)
}

/// Whoever answers for a department: the first of its managers.
pub fn find_manager(tx: &mut Tx, department: DepartmentId) -> Result<Option<(PersonId, String)>> {
    tx.find(
        sql!(
            "select p.id, p.name from role_grant g join person p on p.id = g.person_id
              where g.department_id = $1 and g.role in ('manager', 'it_manager') and p.is_active
              order by g.id limit 1"
        ),
        args![department],
    )
}

/// What a department is part of.
pub fn find_parent(
    tx: &mut Tx,
    department: DepartmentId,
) -> Result<Option<(Option<DepartmentId>,)>> {
    tx.find(sql!("select parent_id from department where id = $1"), args![department])
}
