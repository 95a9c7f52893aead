//! Counting what waits for somebody.

use base::{PersonId, Time, Tx, args, sql};
use db::Result;

/// Ladders they were let in on and have not seen, and steps and endings of theirs to look at.
pub fn count_on_ladders(tx: &mut Tx, person: PersonId, now: Time) -> Result<i64> {
    let (count,) = tx.one(
        sql!(
            "select (select count(*) from ladder_guest g
                where g.person_id = $1 and g.ended_at is null and g.seen_at is null)
              + (select count(*) from ladder l join rung r on r.ladder_id = l.id
                where l.owner_id = $1 and l.state = 'climbing' and r.look_at <= $2)
              + (select count(*) from ladder l where l.owner_id = $1 and l.review_at <= $2)"
        ),
        args![person, now],
    )?;
    Ok(count)
}

/// Reviews they were asked to and have not seen, and changes of theirs that are due.
pub fn count_in_reviews(tx: &mut Tx, person: PersonId, today: &str) -> Result<i64> {
    let (count,) = tx.one(
        sql!(
            "select (select count(*) from review_person v
                where v.person_id = $1 and v.seen_at is null)
              + (select count(*) from review_part c where c.owner_id = $1 and c.kind = 'change'
                and c.done_at is null and c.removed_at is null
                and c.due_on <> '' and c.due_on <= $2)"
        ),
        args![person, today],
    )?;
    Ok(count)
}
