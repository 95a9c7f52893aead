//! Rows of resolutions.

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

/// Tickets resolved before a time, to close.
pub fn list_resolved_before(tx: &mut Tx, before: Time) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!("select id from ticket where state = 'resolved' and resolved_at < $1 order by id limit 200"),
        args![before],
    )
}
