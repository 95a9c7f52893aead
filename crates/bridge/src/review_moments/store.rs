//! Reading what was done on requests, and rows of what was said about it.

use base::{DepartmentId, PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A deed on a request, with where whoever did it works.
    #[derive(Clone, Debug)]
    pub struct DeedRow {
        pub id: i64,
        pub at: Time,
        pub kind: String,
        pub after: String,
        pub ticket_id: TicketId,
        pub department_id: Option<DepartmentId>,
    }
}

/// What was done on the requests of a review, without what only those who work on them may see;
/// once it is published, only what was there then.
pub fn list(tx: &mut Tx, review: i64, is_published: bool) -> Result<Vec<DeedRow>> {
    if is_published {
        return tx.all(
            sql!(
                "select e.id, e.at, e.kind, e.after, e.ticket_id, p.department_id
                  from review_moment x join event e on e.id = x.event_id
                  left join person p on p.id = e.actor_id
                  where x.review_id = $1 order by e.at, e.id"
            ),
            args![review],
        );
    }
    tx.all(
        sql!(
            "select e.id, e.at, e.kind, e.after, e.ticket_id, p.department_id
              from review_ticket x join event e on e.ticket_id = x.ticket_id
              left join person p on p.id = e.actor_id
              where x.review_id = $1 and not e.is_internal order by e.at, e.id limit 2000"
        ),
        args![review],
    )
}

/// Keeps that it was there when the review was published.
pub fn insert_kept(tx: &mut Tx, review: i64, event: i64) -> Result<()> {
    tx.run(
        sql!(
            "insert into review_moment (review_id, event_id) values ($1, $2)
              on conflict (review_id, event_id) do nothing"
        ),
        args![review, event],
    )?;
    Ok(())
}

row! {
    /// What was said about a moment.
    #[derive(Clone, Debug)]
    pub struct MarkRow {
        pub event_id: i64,
        pub is_aside: bool,
        pub words: String,
        pub version: i64,
    }
}

pub fn list_marks(tx: &mut Tx, review: i64) -> Result<Vec<MarkRow>> {
    tx.all(
        sql!("select event_id, is_aside, words, version from review_mark where review_id = $1"),
        args![review],
    )
}

/// False if somebody else said something meanwhile.
pub fn upsert(
    tx: &mut Tx,
    (review, by): (i64, PersonId),
    new: &MarkRow,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into review_mark (review_id, event_id, is_aside, words, by_id, at)
              values ($1, $2, $3, $4, $5, $6)
              on conflict (review_id, event_id) do update set is_aside = excluded.is_aside,
              words = excluded.words, by_id = excluded.by_id, at = excluded.at,
              version = review_mark.version + 1 where review_mark.version = $7"
        ),
        args![review, new.event_id, new.is_aside, &new.words, by, now, new.version],
    )?;
    Ok(changed > 0)
}
