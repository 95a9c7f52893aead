//! What waits for somebody, and how much.

use base::{PersonId, Tx, args, sql};
use db::Result;

/// Ladders they were let in on and have not seen, steps and endings of theirs to look at, reviews
/// they were asked to and have not seen, and changes of theirs that are due.
pub fn count(tx: &mut Tx, person: PersonId) -> Result<i64> {
    let (count,) = tx.one(
        sql!(
            "select (select count(*) from ladder_guest g
                where g.person_id = $1 and g.ended_at is null and g.seen_at is null)
              + (select count(*) from ladder l join rung r on r.ladder_id = l.id
                where l.owner_id = $1 and l.state = 'climbing'
                and r.look_at is not null and r.reminded_at is not null)
              + (select count(*) from ladder l
                where l.owner_id = $1 and l.review_at is not null and l.reminded_at is not null)
              + (select count(*) from review_person v
                where v.person_id = $1 and v.seen_at is null)
              + (select count(*) from review_part c where c.owner_id = $1 and c.kind = 'change'
                and c.done_at is null and c.removed_at is null and c.reminded_at is not null)"
        ),
        args![person],
    )?;
    Ok(count)
}

/// Ladders they were let in on and have not seen, and whose they are.
pub fn list_invitations(tx: &mut Tx, person: PersonId) -> Result<Vec<(i64, String)>> {
    tx.all(
        sql!(
            "select l.id, o.name from ladder_guest g join ladder l on l.id = g.ladder_id
              join person o on o.id = l.owner_id
              where g.person_id = $1 and g.ended_at is null and g.seen_at is null
              order by g.id limit 20"
        ),
        args![person],
    )
}

/// Steps of theirs to look at again, and the ladder they are on.
pub fn list_looks(tx: &mut Tx, person: PersonId) -> Result<Vec<(i64, String)>> {
    tx.all(
        sql!(
            "select r.id, l.title from ladder l join rung r on r.ladder_id = l.id
              where l.owner_id = $1 and l.state = 'climbing'
              and r.look_at is not null and r.reminded_at is not null order by r.id limit 20"
        ),
        args![person],
    )
}

/// Ladders of theirs whose question is asked again.
pub fn list_questions(tx: &mut Tx, person: PersonId) -> Result<Vec<(i64, String)>> {
    tx.all(
        sql!(
            "select id, title from ladder
              where owner_id = $1 and review_at is not null and reminded_at is not null
              order by id limit 20"
        ),
        args![person],
    )
}

/// Reviews they were asked to and have not seen.
pub fn list_reviews(tx: &mut Tx, person: PersonId) -> Result<Vec<(i64, String)>> {
    tx.all(
        sql!(
            "select v.id, v.title from review_person p join review v on v.id = p.review_id
              where p.person_id = $1 and p.seen_at is null order by v.id limit 20"
        ),
        args![person],
    )
}

/// Changes of theirs that are due.
pub fn list_changes(tx: &mut Tx, person: PersonId) -> Result<Vec<(i64, String)>> {
    tx.all(
        sql!(
            "select id, words from review_part
              where owner_id = $1 and kind = 'change' and done_at is null and removed_at is null
              and reminded_at is not null order by id limit 20"
        ),
        args![person],
    )
}
