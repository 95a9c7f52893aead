//! Rows of the audit trail.

use super::model::Deed;
use base::{PersonId, Time, Tx, args, sql};
use db::Result;

/// The newest events of one person.
pub fn list_by_actor(tx: &mut Tx, actor: PersonId, most: i64) -> Result<Vec<Deed>> {
    list_between(tx, Some(actor), ("", ""), (Time::from_micros(i64::MIN), LAST), (i64::MAX, most))
}

const LAST: Time = Time::from_micros(i64::MAX);

/// Events before the one given, the newest first. Four statements, so that each follows an index.
pub fn list_between(
    tx: &mut Tx,
    actor: Option<PersonId>,
    (kind, subject): (&str, &str),
    (from, to): (Time, Time),
    (before, most): (i64, i64),
) -> Result<Vec<Deed>> {
    if !subject.is_empty() {
        return tx.all(
            sql!(
                "select id, at, actor_id, actor, kind, subject, is_internal, before, after, request
                  from event where subject = $1 and ($2 = '' or kind = $2)
                  and (actor_id = $3 or $3 is null) and at >= $4 and at < $5 and id < $6
                  order by id desc limit $7"
            ),
            args![subject, kind, actor, from, to, before, most],
        );
    }
    if let Some(actor) = actor {
        return tx.all(
            sql!(
                "select id, at, actor_id, actor, kind, subject, is_internal, before, after, request
                  from event where actor_id = $1 and ($2 = '' or kind = $2) and at >= $3
                  and at < $4 and id < $5 order by id desc limit $6"
            ),
            args![actor, kind, from, to, before, most],
        );
    }
    if !kind.is_empty() {
        return tx.all(
            sql!(
                "select id, at, actor_id, actor, kind, subject, is_internal, before, after, request
                  from event where kind = $1 and at >= $2 and at < $3 and id < $4
                  order by id desc limit $5"
            ),
            args![kind, from, to, before, most],
        );
    }
    tx.all(
        sql!(
            "select id, at, actor_id, actor, kind, subject, is_internal, before, after, request
              from event where at >= $1 and at < $2 and id < $3 order by id desc limit $4"
        ),
        args![from, to, before, most],
    )
}

/// Every kind there is, by hopping along the index.
pub fn list_kinds(tx: &mut Tx) -> Result<Vec<(String,)>> {
    tx.all(
        sql!(
            "with recursive hop (kind) as (
                select min(kind) from event
                union all
                select (select min(e.kind) from event e where e.kind > hop.kind)
                from hop where hop.kind is not null
              ) select kind from hop where kind is not null order by kind"
        ),
        &[],
    )
}

pub fn find_person(tx: &mut Tx, email: &str) -> Result<Option<(PersonId,)>> {
    tx.find(sql!("select id from person where email = $1"), args![email])
}

/// Deeds that were done to no ticket, before a time.
pub fn list_old(tx: &mut Tx, before: Time, most: i64) -> Result<Vec<(i64,)>> {
    tx.all(
        sql!("select id from event where ticket_id is null and at < $1 order by id limit $2"),
        args![before, most],
    )
}

pub fn delete(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(sql!("delete from event where id = $1"), args![id])?;
    Ok(())
}
