//! Rows of symptoms and first checks.

use super::model::Part;
use crate::devices::DeviceKind;
use base::{PersonId, Time, Tx, args, row, sql};
use db::{Filter, Result, Sql};

row! {
    /// A line.
    #[derive(Clone, Debug)]
    pub struct CheckRow {
        pub id: i64,
        pub part: Part,
        pub words: String,
    }
}

/// The lines of a kind of device, in their order.
pub fn list(tx: &mut Tx, kind: DeviceKind) -> Result<Vec<CheckRow>> {
    tx.all(
        sql!(
            "select id, part, words from first_check
              where kind = $1 and ended_at is null order by place, id"
        ),
        args![kind],
    )
}

/// These lines, also those that are out of use by now, in no particular order.
pub fn list_of(tx: &mut Tx, kind: DeviceKind, ids: &[i64]) -> Result<Vec<CheckRow>> {
    let Some(last) = ids.last() else { return Ok(Vec::new()) };
    let filled = ids.iter().chain(std::iter::repeat(last)).take(ids.len().next_power_of_two());
    let mut filter = Filter::default();
    let kind = filter.bind(kind);
    let places: Vec<_> = filled.map(|id| filter.bind(*id)).collect();
    let text = format!(
        "select id, part, words from first_check where kind = {kind} and id in ({})",
        places.join(", ")
    );
    tx.all(&Sql::built(text), &filter.values)
}

/// How many lines of each part each kind has.
pub fn count_by_kind(tx: &mut Tx) -> Result<Vec<(DeviceKind, Part, i64)>> {
    tx.all(
        sql!(
            "select kind, part, count(*) from first_check where ended_at is null
              group by kind, part order by kind, part"
        ),
        &[],
    )
}

/// Whether there ever was a line.
pub fn has_any(tx: &mut Tx) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(sql!("select id from first_check limit 1"), &[])?;
    Ok(found.is_some())
}

pub fn insert(
    tx: &mut Tx,
    (kind, part, place): (DeviceKind, Part, i64),
    words: &str,
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into first_check (kind, part, place, words, by_id, at)
              values ($1, $2, $3, $4, $5, $6)"
        ),
        args![kind, part, place, words, by, now],
    )?;
    Ok(())
}

/// Adds many at once: a JSON array of rows.
pub fn insert_all(tx: &mut Tx, rows: &str) -> Result<()> {
    db::dump::insert(tx, "first_check", &["kind", "part", "place", "words", "at"], rows)?;
    Ok(())
}

pub fn update_place(tx: &mut Tx, id: i64, place: i64) -> Result<()> {
    tx.run(
        sql!("update first_check set place = $2 where id = $1 and place <> $2"),
        args![id, place],
    )?;
    Ok(())
}

pub fn update_ended(tx: &mut Tx, id: i64, now: Time) -> Result<()> {
    tx.run(sql!("update first_check set ended_at = $2 where id = $1"), args![id, now])?;
    Ok(())
}
