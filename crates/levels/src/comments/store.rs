//! Rows of comments.

use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// What somebody said.
    #[derive(Clone, Debug)]
    pub struct CommentRow {
        pub id: i64,
        pub agreement_id: i64,
        /// The point where it was first written; none: the whole.
        pub clause_id: Option<i64>,
        pub words: String,
        pub by: String,
        pub at: Time,
        pub settled_by: Option<String>,
        pub settled_at: Option<Time>,
    }
}

pub fn list(tx: &mut Tx, agreement: i64) -> Result<Vec<CommentRow>> {
    tx.all(
        sql!(
            "select c.id, c.agreement_id, c.clause_id, c.words, p.name as by, c.at,
              s.name as settled_by, c.settled_at
              from agreement_comment c join person p on p.id = c.by_id
              left join person s on s.id = c.settled_by
              where c.agreement_id = $1 order by c.id limit 500"
        ),
        args![agreement],
    )
}

/// Of which agreement it is.
pub fn find(tx: &mut Tx, id: i64) -> Result<Option<(i64,)>> {
    tx.find(sql!("select agreement_id from agreement_comment where id = $1"), args![id])
}

pub fn insert(
    tx: &mut Tx,
    (agreement, clause): (i64, Option<i64>),
    words: &str,
    by: PersonId,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into agreement_comment (agreement_id, clause_id, words, by_id, at)
              values ($1, $2, $3, $4, $5) returning id"
        ),
        args![agreement, clause, words, by, now],
    )?;
    Ok(id)
}

/// The last that somebody said here, to know what is sent twice.
pub fn find_last(
    tx: &mut Tx,
    agreement: i64,
    by: PersonId,
) -> Result<Option<(i64, Option<i64>, String)>> {
    tx.find(
        sql!(
            "select id, clause_id, words from agreement_comment
              where agreement_id = $1 and by_id = $2 order by id desc limit 1"
        ),
        args![agreement, by],
    )
}

/// False if it was settled already.
pub fn update_settled(tx: &mut Tx, id: i64, by: PersonId, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update agreement_comment set settled_by = $2, settled_at = $3
              where id = $1 and settled_at is null"
        ),
        args![id, by, now],
    )?;
    Ok(changed > 0)
}
