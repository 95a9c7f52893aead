//! Rows of those who are gone.

use super::model::Departure;
use base::{PersonId, Time, Tx, args, sql};
use db::Result;

pub fn find(tx: &mut Tx, id: PersonId) -> Result<Option<Departure>> {
    tx.find(
        sql!(
            "select d.person_id, d.same_as_id, p.name as same_as, d.at from departure d
              left join person p on p.id = d.same_as_id where d.person_id = $1"
        ),
        args![id],
    )
}

/// The person whose account took over the one with this address.
pub fn find_by_former_email(tx: &mut Tx, email: &str) -> Result<Option<(PersonId,)>> {
    tx.find(
        sql!("select same_as_id from departure where former_email = $1 and former_email <> '' order by at desc limit 1"),
        args![email],
    )
}

pub fn insert(
    tx: &mut Tx,
    id: PersonId,
    (same_as, former_email): (Option<PersonId>, &str),
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into departure (person_id, same_as_id, former_email, by_id, at)
              values ($1, $2, $3, $4, $5) on conflict (person_id) do nothing"
        ),
        args![id, same_as, former_email, by, now],
    )?;
    Ok(())
}

/// Those who went into an account that now goes into another follow it there.
pub fn update_same_as(tx: &mut Tx, from: PersonId, into: PersonId) -> Result<()> {
    tx.run(sql!("update departure set same_as_id = $2 where same_as_id = $1"), args![from, into])?;
    Ok(())
}

/// Takes out everything that says who somebody was.
pub fn empty_person(tx: &mut Tx, id: PersonId, name: &str, email: &str) -> Result<()> {
    tx.run(
        sql!(
            "update person set name = $2, email = $3, title = '', location_id = null,
              password = null, is_active = false, version = version + 1 where id = $1"
        ),
        args![id, name, email],
    )?;
    Ok(())
}

/// Takes a name and what was changed about somebody out of what was written down.
pub fn empty_events(tx: &mut Tx, id: PersonId, name: &str, subject: &str) -> Result<()> {
    tx.run(sql!("update event set actor = $2 where actor_id = $1"), args![id, name])?;
    tx.run(sql!("update event set before = '', after = '' where subject = $1"), args![subject])?;
    Ok(())
}

/// Takes a name out of what others were told, and out of the trails that are kept with what they
/// are about. Those hold the name as it was: somebody else with the same one loses it there, too.
pub fn empty_news(tx: &mut Tx, was: &str, name: &str) -> Result<()> {
    tx.run(sql!("update notification set who = $2 where who = $1"), args![was, name])?;
    tx.run(sql!("update tiding set who = $2 where who = $1"), args![was, name])?;
    tx.run(sql!("update tiding set about = $2 where about = $1"), args![was, name])?;
    tx.run(sql!("update ladder_deed set words = $2 where words = $1"), args![was, name])?;
    tx.run(sql!("update review_deed set words = $2 where words = $1"), args![was, name])?;
    Ok(())
}

/// Ends every way in.
pub fn end_access(tx: &mut Tx, id: PersonId, email: &str, now: Time) -> Result<()> {
    tx.run(sql!("delete from session where person_id = $1"), args![id])?;
    tx.run(sql!("delete from sign_in_link where person_id = $1"), args![id])?;
    tx.run(sql!("delete from role_grant where person_id = $1"), args![id])?;
    tx.run(sql!("delete from calendar_feed where person_id = $1"), args![id])?;
    tx.run(
        sql!("update token set revoked_at = coalesce(revoked_at, $2) where person_id = $1"),
        args![id, now],
    )?;
    let tries = format!("as {email}");
    tx.run(
        sql!("delete from sign_in_attempt where subject = $1 or subject like $1 || ' from %'"),
        args![&tries],
    )?;
    Ok(())
}

/// Out of use since before then, with a name still: those who went first.
pub fn list_gone_before(tx: &mut Tx, before: Time, most: i64) -> Result<Vec<(PersonId,)>> {
    tx.all(
        sql!(
            "select p.id from person p where not p.is_active
              and not exists (select 1 from departure d where d.person_id = p.id)
              and not exists (select 1 from event e
                where e.subject = 'person ' || cast(p.id as text) and e.at >= $1
                and e.kind = 'person.deactivated')
              and exists (select 1 from event e
                where e.subject = 'person ' || cast(p.id as text)
                and e.kind = 'person.deactivated')
              order by p.id limit $2"
        ),
        args![before, most],
    )
}
