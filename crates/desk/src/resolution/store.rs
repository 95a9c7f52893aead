//! Rows of resolutions and feedback.

use super::model::Cause;
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// How a ticket was put right.
    #[derive(Clone, Debug)]
    pub struct ResolutionRow {
        pub id: i64,
        pub by_id: PersonId,
        pub by_name: String,
        pub cause: Cause,
        pub words: String,
        pub at: Time,
        pub confirmed_at: Option<Time>,
        pub reopened_at: Option<Time>,
    }
}

/// The newest resolution of a ticket.
pub fn find_resolution(tx: &mut Tx, ticket: TicketId) -> Result<Option<ResolutionRow>> {
    tx.find(
        sql!(
            "select r.id, r.by_id, p.name as by_name, r.cause, r.words, r.at, r.confirmed_at, r.reopened_at
              from resolution r join person p on p.id = r.by_id
              where r.ticket_id = $1 order by r.id desc limit 1"
        ),
        args![ticket],
    )
}

pub fn insert_resolution(
    tx: &mut Tx,
    ticket: TicketId,
    by: PersonId,
    cause: Cause,
    words: &str,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!("insert into resolution (ticket_id, by_id, cause, words, at) values ($1, $2, $3, $4, $5)"),
        args![ticket, by, cause, words, now],
    )?;
    Ok(())
}

pub fn update_confirmed(tx: &mut Tx, ticket: TicketId, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update resolution set confirmed_at = $2
              where id = (select max(id) from resolution where ticket_id = $1)"
        ),
        args![ticket, now],
    )?;
    Ok(())
}

pub fn update_reopened(tx: &mut Tx, ticket: TicketId, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update resolution set reopened_at = $2
              where id = (select max(id) from resolution where ticket_id = $1)"
        ),
        args![ticket, now],
    )?;
    Ok(())
}

row! {
    /// How it felt.
    #[derive(Clone, Debug)]
    pub struct FeedbackRow {
        pub person: String,
        pub score: i64,
        pub lost_minutes: Option<i64>,
        pub words: String,
        pub at: Time,
    }
}

/// How the person the ticket was for says it went.
pub fn find_feedback(tx: &mut Tx, ticket: TicketId) -> Result<Option<FeedbackRow>> {
    tx.find(
        sql!(
            "select p.name as person, f.score, f.lost_minutes, f.words, f.at
              from feedback f join person p on p.id = f.person_id where f.ticket_id = $1"
        ),
        args![ticket],
    )
}

pub fn upsert_feedback(
    tx: &mut Tx,
    ticket: TicketId,
    person: PersonId,
    (score, lost_minutes, words): (i64, Option<i64>, &str),
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into feedback (ticket_id, person_id, score, lost_minutes, words, at)
              values ($1, $2, $3, $4, $5, $6)
              on conflict (ticket_id) do update set score = excluded.score,
              lost_minutes = excluded.lost_minutes, words = excluded.words, at = excluded.at"
        ),
        args![ticket, person, score, lost_minutes, words, now],
    )?;
    Ok(())
}

/// Tickets resolved before a time, to close.
pub fn list_resolved_before(tx: &mut Tx, before: Time) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!("select id from ticket where state = 'resolved' and resolved_at < $1 order by id limit 200"),
        args![before],
    )
}

/// Adds a tag, once.
pub fn insert_tag(tx: &mut Tx, ticket: TicketId, tag: &str) -> Result<()> {
    tx.run(
        sql!(
            "update ticket set version = version + 1,
              tags = case when tags = '' then ' ' else tags end || $2 || ' '
              where id = $1 and tags not like '% ' || $2 || ' %'"
        ),
        args![ticket, tag],
    )?;
    Ok(())
}

/// Takes a tag off; harmless where it is not there.
pub fn delete_tag(tx: &mut Tx, ticket: TicketId, tag: &str) -> Result<()> {
    tx.run(
        sql!(
            "update ticket set version = version + 1,
              tags = case when tags = ' ' || $2 || ' ' then ''
              else replace(tags, ' ' || $2 || ' ', ' ') end
              where id = $1 and tags like '% ' || $2 || ' %'"
        ),
        args![ticket, tag],
    )?;
    Ok(())
}
