//! Rows of news that is about no ticket.

use super::model::{Tiding, When};
use crate::notifications::{Kind, Way};
use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// One thing somebody was told.
    #[derive(Clone, Debug)]
    pub struct TidingRow {
        /// Its row.
        pub id: i64,
        /// What it is to them.
        pub kind: Kind,
        /// After `tiding-` in the translations.
        pub words: String,
        /// Whoever did it; empty where nobody is named.
        pub who: String,
        /// What the sentence names.
        pub about: String,
        /// What was said with it.
        pub said: String,
        /// By when, YYYY-MM-DD; may be empty.
        pub due_on: String,
        /// When it takes place.
        pub meets_at: Option<Time>,
        /// Where it leads.
        pub href: String,
        /// When.
        pub at: Time,
        /// When it was read.
        pub read_at: Option<Time>,
    }
}

row! {
    /// How much somebody has not read.
    #[derive(Clone, Copy, Debug)]
    pub struct Unread {
        /// So many, up to a hundred.
        pub unread: i64,
        /// Whether they were ever told anything.
        pub has_any: bool,
        /// Whether something unread leads to the page that was asked about.
        pub leads_here: bool,
    }
}

pub fn insert(
    tx: &mut Tx,
    (person, way): (PersonId, Way),
    new: &Tiding,
    who: &str,
    now: Time,
) -> Result<TidingRow> {
    let (due_on, meets_at) = match new.when {
        Some(When::By(day)) => (day.to_string(), None),
        Some(When::At(at)) => (String::new(), Some(at)),
        None => (String::new(), None),
    };
    tx.one(
        sql!(
            "insert into tiding (person_id, kind, way, words, who, about, said, due_on, meets_at,
              href, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
              returning id, kind, words, who, about, said, due_on, meets_at, href, at, read_at"
        ),
        args![
            person, new.kind, way, new.words, who, &new.about, &new.said, &due_on, meets_at,
            &new.href, now
        ],
    )
}

/// Somebody's list, the newest first, from below a row on (0: from the top).
pub fn list(tx: &mut Tx, person: PersonId, (before, most): (i64, i64)) -> Result<Vec<TidingRow>> {
    let before = if before == 0 { i64::MAX } else { before };
    tx.all(
        sql!(
            "select id, kind, words, who, about, said, due_on, meets_at, href, at, read_at
              from tiding where person_id = $1 and id < $2 order by id desc limit $3"
        ),
        args![person, before, most],
    )
}

/// How many are unread, whether there is any at all, and whether an unread one leads to a page.
pub fn count_unread(tx: &mut Tx, person: PersonId, path: &str) -> Result<Unread> {
    tx.one(
        sql!(
            "select (select count(*) from (select 1 as one from tiding
                where person_id = $1 and read_at is null limit 100) as at_most) as unread,
              exists (select 1 from tiding where person_id = $1) as has_any,
              exists (select 1 from tiding where person_id = $1 and read_at is null
                and (href = $2 or substr(href, 1, length($2) + 1) = $2 || '#')) as leads_here"
        ),
        args![person, path],
    )
}

/// What a summary is made of, the oldest first.
pub fn list_untold(tx: &mut Tx, person: PersonId, most: i64) -> Result<Vec<TidingRow>> {
    tx.all(
        sql!(
            "select id, kind, words, who, about, said, due_on, meets_at, href, at, read_at
              from tiding where person_id = $1 and way = 'digest' and told_at is null
              and read_at is null order by id limit $2"
        ),
        args![person, most],
    )
}

/// They are told.
pub fn update_told(tx: &mut Tx, person: PersonId, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update tiding set told_at = $2
              where person_id = $1 and way = 'digest' and told_at is null"
        ),
        args![person, now],
    )?;
    Ok(())
}

/// Everything up to a row is read.
pub fn update_all_read(tx: &mut Tx, person: PersonId, newest: i64, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update tiding set read_at = $3
              where person_id = $1 and id <= $2 and read_at is null"
        ),
        args![person, newest, now],
    )?;
    Ok(())
}

pub fn find_href(tx: &mut Tx, person: PersonId, id: i64) -> Result<Option<(String,)>> {
    tx.find(sql!("select href from tiding where id = $1 and person_id = $2"), args![id, person])
}

/// Everything unread that leads to one page, or to a place on it, is read.
pub fn update_read(tx: &mut Tx, person: PersonId, path: &str, now: Time) -> Result<u64> {
    tx.run(
        sql!(
            "update tiding set read_at = $3 where person_id = $1 and read_at is null
              and (href = $2 or substr(href, 1, length($2) + 1) = $2 || '#')"
        ),
        args![person, path, now],
    )
}

pub fn delete_before(tx: &mut Tx, before: Time) -> Result<u64> {
    tx.run(
        sql!(
            "delete from tiding where id in
              (select id from tiding where at < $1 order by at limit 1000)"
        ),
        args![before],
    )
}
