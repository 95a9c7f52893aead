//! Rows of what waits to leave.

use super::model::What;
use crate::tickets::Channel;
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Something that waits.
    #[derive(Clone, Debug)]
    pub struct OutgoingRow {
        pub id: i64,
        pub ticket_id: TicketId,
        pub author_id: PersonId,
        pub author: String,
        pub kind: What,
        pub body: String,
        pub cause: String,
        pub is_asking: bool,
        pub files: String,
        pub options: String,
        pub channel: Channel,
        pub leaves_at: Time,
    }
}

/// What a row is made of.
pub struct NewRow<'a> {
    pub ticket: TicketId,
    pub author: PersonId,
    pub kind: What,
    pub body: &'a str,
    pub cause: &'a str,
    pub is_asking: bool,
    pub files: &'a str,
    pub options: &'a str,
    pub channel: Channel,
    pub times: (Time, Time),
}

pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into outgoing (ticket_id, author_id, kind, body, cause, is_asking, files,
              channel, written_at, leaves_at, options) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
              returning id"
        ),
        args![
            new.ticket,
            new.author,
            new.kind,
            new.body,
            new.cause,
            new.is_asking,
            new.files,
            new.channel,
            new.times.0,
            new.times.1,
            new.options
        ],
    )?;
    Ok(id)
}

/// What waits on a ticket, in order.
pub fn list(tx: &mut Tx, ticket: TicketId) -> Result<Vec<OutgoingRow>> {
    tx.all(
        sql!(
            "select o.id, o.ticket_id, o.author_id, p.name as author, o.kind, o.body, o.cause,
              o.is_asking, o.files, o.options, o.channel, o.leaves_at
              from outgoing o join person p on p.id = o.author_id
              where o.ticket_id = $1 and o.ended_at is null order by o.id"
        ),
        args![ticket],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<OutgoingRow>> {
    tx.find(
        sql!(
            "select o.id, o.ticket_id, o.author_id, p.name as author, o.kind, o.body, o.cause,
              o.is_asking, o.files, o.options, o.channel, o.leaves_at
              from outgoing o join person p on p.id = o.author_id
              where o.id = $1 and o.ended_at is null"
        ),
        args![id],
    )
}

/// Takes it out; false if somebody else did. Whoever does decides what becomes of it. The row stays
/// for a while without its words, so that its number is not given again.
pub fn end(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update outgoing set ended_at = $2, body = '', files = ''
              where id = $1 and ended_at is null"
        ),
        args![id, now],
    )?;
    Ok(changed > 0)
}

pub fn delete_before(tx: &mut Tx, before: Time) -> Result<u64> {
    tx.run(sql!("delete from outgoing where ended_at < $1"), args![before])
}
