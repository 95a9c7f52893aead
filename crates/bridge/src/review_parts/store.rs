//! Rows of what is written in reviews.

use super::model::{Checked, PartKind};
use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A piece of a review.
    #[derive(Clone, Debug)]
    pub struct PartRow {
        /// Its row.
        pub id: i64,
        /// The review it belongs to.
        pub review_id: i64,
        /// What it is.
        pub kind: PartKind,
        /// Of a factor its kind, of somebody's own part the side.
        pub sort: String,
        /// What it says.
        pub words: String,
        /// Of a moment: when.
        pub happened_at: Option<Time>,
        /// Of a change: who owns it.
        pub owner_id: Option<PersonId>,
        /// Their name.
        pub owner: Option<String>,
        /// Whether they are still here.
        pub is_owner_here: Option<bool>,
        /// When it is due, YYYY-MM-DD; may be empty.
        pub due_on: String,
        /// When it was done.
        pub done_at: Option<Time>,
        /// What was done.
        pub done_words: String,
        /// Since when its writer lets it be published.
        pub consented_at: Option<Time>,
        /// Who wrote it first.
        pub by_id: PersonId,
        /// Their name.
        pub by_name: String,
        /// When it was last written.
        pub at: Time,
        /// Counts edits.
        pub version: i64,
    }
}

/// Everything that is written in a review, in order.
pub fn list(tx: &mut Tx, review: i64) -> Result<Vec<PartRow>> {
    tx.all(
        sql!(
            "select c.id, c.review_id, c.kind, c.sort, c.words, c.happened_at, c.owner_id,
              o.name as owner, o.is_active as is_owner_here, c.due_on, c.done_at, c.done_words,
              c.consented_at, c.by_id, b.name as by_name, c.at, c.version
              from review_part c join person b on b.id = c.by_id
              left join person o on o.id = c.owner_id
              where c.review_id = $1 and c.removed_at is null order by c.id limit 500"
        ),
        args![review],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<PartRow>> {
    tx.find(
        sql!(
            "select c.id, c.review_id, c.kind, c.sort, c.words, c.happened_at, c.owner_id,
              o.name as owner, o.is_active as is_owner_here, c.due_on, c.done_at, c.done_words,
              c.consented_at, c.by_id, b.name as by_name, c.at, c.version
              from review_part c join person b on b.id = c.by_id
              left join person o on o.id = c.owner_id
              where c.id = $1 and c.removed_at is null"
        ),
        args![id],
    )
}

pub fn insert(
    tx: &mut Tx,
    (review, kind, by): (i64, PartKind, PersonId),
    new: &Checked,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into review_part (review_id, kind, sort, words, happened_at, owner_id, due_on,
              by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id"
        ),
        args![
            review,
            kind,
            &new.sort,
            &new.words,
            new.happened_at,
            new.owner,
            &new.due_on,
            by,
            now
        ],
    )?;
    Ok(id)
}

/// Keeps what it said before.
pub fn insert_text(tx: &mut Tx, old: &PartRow, now: Time) -> Result<()> {
    tx.run(
        sql!("insert into review_text (part_id, words, by_id, at) values ($1, $2, $3, $4)"),
        args![old.id, &old.words, old.by_id, now],
    )?;
    Ok(())
}

/// False if somebody else wrote on it meanwhile.
pub fn update(tx: &mut Tx, (id, version): (i64, i64), new: &Checked, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update review_part set words = $3, sort = $4, happened_at = $5, owner_id = $6,
              reminded_at = case when due_on = $7 then reminded_at else null end,
              due_on = $7, at = $8, version = version + 1
              where id = $1 and version = $2 and removed_at is null"
        ),
        args![id, version, &new.words, &new.sort, new.happened_at, new.owner, &new.due_on, now],
    )?;
    Ok(changed > 0)
}

pub fn update_removed(tx: &mut Tx, id: i64, now: Time) -> Result<()> {
    tx.run(
        sql!("update review_part set removed_at = $2, version = version + 1 where id = $1"),
        args![id, now],
    )?;
    Ok(())
}

pub fn update_consent(tx: &mut Tx, id: i64, at: Option<Time>) -> Result<()> {
    tx.run(sql!("update review_part set consented_at = $2 where id = $1"), args![id, at])?;
    Ok(())
}

pub fn update_done(tx: &mut Tx, id: i64, (by, words): (PersonId, &str), now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update review_part set done_at = $4, done_by = $2, done_words = $3,
              version = version + 1 where id = $1"
        ),
        args![id, by, words, now],
    )?;
    Ok(())
}

/// Changes that are due and of which nobody was reminded: the part, the review, the owner.
pub fn list_due(tx: &mut Tx, today: &str) -> Result<Vec<(i64, i64, PersonId)>> {
    tx.all(
        sql!(
            "select id, review_id, owner_id from review_part
              where kind = 'change' and done_at is null and removed_at is null
              and reminded_at is null and owner_id is not null and due_on <> '' and due_on <= $1
              order by due_on limit 200"
        ),
        args![today],
    )
}

/// Whether this process is the one that reminds.
pub fn claim(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update review_part set reminded_at = $2
              where id = $1 and reminded_at is null and done_at is null"
        ),
        args![id, now],
    )?;
    Ok(changed > 0)
}

/// Changes of published reviews of a relationship that are not done, the first due first.
pub fn list_open_changes(tx: &mut Tx, relationship: i64) -> Result<Vec<(i64, PartRow)>> {
    let all: Vec<PartRow> = tx.all(
        sql!(
            "select c.id, c.review_id, c.kind, c.sort, c.words, c.happened_at, c.owner_id,
              o.name as owner, o.is_active as is_owner_here, c.due_on, c.done_at, c.done_words,
              c.consented_at, c.by_id, b.name as by_name, c.at, c.version
              from review v join review_part c on c.review_id = v.id
              join person b on b.id = c.by_id left join person o on o.id = c.owner_id
              where v.relationship_id = $1 and v.published_at is not null and c.kind = 'change'
              and c.done_at is null and c.removed_at is null
              order by case when c.due_on = '' then '9' else c.due_on end, c.id limit 50"
        ),
        args![relationship],
    )?;
    Ok(all.into_iter().map(|part| (part.review_id, part)).collect())
}
