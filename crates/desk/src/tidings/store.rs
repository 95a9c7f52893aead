//! Rows of news that is about no ticket.

use super::actions::Tiding;
use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// One thing somebody was told.
    #[derive(Clone, Debug)]
    pub struct TidingRow {
        /// Its row.
        pub id: i64,
        /// After `tiding-` in the translations.
        pub words: String,
        /// Whoever did it.
        pub who: String,
        /// What the sentence names.
        pub about: String,
        /// Where it leads.
        pub href: String,
        /// When.
        pub at: Time,
        /// When it was read.
        pub read_at: Option<Time>,
    }
}

row! {
    /// Whoever is written to.
    #[derive(Clone, Debug)]
    pub struct Reader {
        pub name: String,
        pub email: String,
        pub locale: String,
    }
}

pub fn find_reader(tx: &mut Tx, person: PersonId) -> Result<Option<Reader>> {
    tx.find(
        sql!("select name, email, locale from person where id = $1 and is_active"),
        args![person],
    )
}

pub fn insert(tx: &mut Tx, person: PersonId, who: &str, new: &Tiding, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "insert into tiding (person_id, words, who, about, href, at)
              values ($1, $2, $3, $4, $5, $6)"
        ),
        args![person, new.words, who, &new.about, &new.href, now],
    )?;
    Ok(())
}

pub fn list(tx: &mut Tx, person: PersonId) -> Result<Vec<TidingRow>> {
    tx.all(
        sql!(
            "select id, words, who, about, href, at, read_at from tiding
              where person_id = $1 order by id desc limit 20"
        ),
        args![person],
    )
}

/// How many are unread, and whether there is any at all.
pub fn count_unread(tx: &mut Tx, person: PersonId) -> Result<(i64, bool)> {
    tx.one(
        sql!(
            "select (select count(*) from (select 1 as one from tiding
              where person_id = $1 and read_at is null limit 100) as unread),
              exists (select 1 from tiding where person_id = $1)"
        ),
        args![person],
    )
}

pub fn find_href(tx: &mut Tx, person: PersonId, id: i64) -> Result<Option<(String,)>> {
    tx.find(sql!("select href from tiding where id = $1 and person_id = $2"), args![id, person])
}

/// Everything unread that leads to one place is read.
pub fn update_read(tx: &mut Tx, person: PersonId, href: &str, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update tiding set read_at = $3
              where person_id = $1 and read_at is null and href = $2"
        ),
        args![person, href, now],
    )?;
    Ok(())
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
