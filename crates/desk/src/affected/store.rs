//! Rows of people affected.

use crate::{
    impact::{Scope, Stopped},
    tickets::{Ball, State},
};
use base::{LocationId, PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Somebody whom a ticket stops too.
    #[derive(Clone, Debug)]
    pub struct AffectedRow {
        pub id: i64,
        pub person_id: PersonId,
        pub person: String,
        pub location_id: Option<LocationId>,
        pub location: Option<String>,
        pub scope: Scope,
        pub who: Stopped,
        pub hurts: String,
        pub words: String,
        pub at: Time,
        /// Counted because their own ticket went in, whose people may not read this one.
        pub is_apart: bool,
    }
}

pub fn list(tx: &mut Tx, ticket: TicketId) -> Result<Vec<AffectedRow>> {
    tx.all(
        sql!(
            "select a.id, a.person_id, p.name as person, a.location_id, l.name as location, a.scope,
              a.who, a.hurts, a.words, a.at, coalesce(not m.is_shared, false) as is_apart
              from affected a join person p on p.id = a.person_id
              left join location l on l.id = a.location_id left join merge m on m.id = a.merge_id
              where a.ticket_id = $1 and a.ended_at is null order by a.id limit 500"
        ),
        args![ticket],
    )
}

pub fn find(tx: &mut Tx, ticket: TicketId, person: PersonId) -> Result<Option<AffectedRow>> {
    tx.find(
        sql!(
            "select a.id, a.person_id, p.name as person, a.location_id, l.name as location, a.scope,
              a.who, a.hurts, a.words, a.at, coalesce(not m.is_shared, false) as is_apart
              from affected a join person p on p.id = a.person_id
              left join location l on l.id = a.location_id left join merge m on m.id = a.merge_id
              where a.ticket_id = $1 and a.person_id = $2 and a.ended_at is null"
        ),
        args![ticket, person],
    )
}

/// What a new row is made of.
pub struct NewRow<'a> {
    pub ticket: TicketId,
    pub person: PersonId,
    pub location: Option<LocationId>,
    pub scope: Scope,
    pub who: Stopped,
    pub hurts: &'a str,
    pub words: &'a str,
    /// The merge that brought them along.
    pub merge: Option<i64>,
    pub now: Time,
}

/// Somebody who counts already counts once.
pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<()> {
    tx.run(
        sql!(
            "insert into affected (ticket_id, person_id, location_id, scope, who, hurts, words, at,
              merge_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
              on conflict (ticket_id, person_id) where ended_at is null do nothing"
        ),
        args![
            new.ticket,
            new.person,
            new.location,
            new.scope,
            new.who,
            new.hurts,
            new.words,
            new.now,
            new.merge
        ],
    )?;
    Ok(())
}

/// Takes a row back.
pub fn update_ended(tx: &mut Tx, id: i64, now: Time) -> Result<()> {
    tx.run(sql!("update affected set ended_at = $2 where id = $1"), args![id, now])?;
    Ok(())
}

/// Takes back those whom a merge brought along; of one person, or of everybody.
pub fn update_ended_by_merge(
    tx: &mut Tx,
    merge: i64,
    person: Option<PersonId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "update affected set ended_at = $3 where merge_id = $1 and ended_at is null
              and person_id = coalesce($2, person_id)"
        ),
        args![merge, person, now],
    )?;
    Ok(())
}

/// Every place that is part of another, with that one.
pub fn list_inside(tx: &mut Tx) -> Result<Vec<(i64, i64)>> {
    tx.all(sql!("select id, parent_id from location where parent_id is not null"), &[])
}

row! {
    /// Somebody else's ticket that stops a person too, as far as they may know of it.
    #[derive(Clone, Debug)]
    pub struct JoinedRow {
        pub id: TicketId,
        pub subject: String,
        pub state: State,
        pub ball: Ball,
        pub location: Option<String>,
        pub news_by: Option<Time>,
        pub updated_at: Time,
    }
}

/// The tickets a person added themselves to, newest first; without those that they may not read and
/// are counted on only because their own went in.
pub fn list_joined(tx: &mut Tx, person: PersonId) -> Result<Vec<JoinedRow>> {
    tx.all(
        sql!(
            "select t.id, t.subject, t.state, t.ball, l.name as location, t.news_by, t.updated_at
              from affected a join ticket t on t.id = a.ticket_id
              left join location l on l.id = t.location_id
              left join merge m on m.id = a.merge_id
              where a.person_id = $1 and a.ended_at is null and coalesce(m.is_shared, true)
              order by a.id desc limit 50"
        ),
        args![person],
    )
}
