//! Rows of splits, and what a split copies.

use crate::{conversation::Visibility, tickets::Channel};
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A message to split off.
    #[derive(Clone, Debug)]
    pub struct SaidRow {
        pub ticket_id: TicketId,
        pub author_id: PersonId,
        pub author: String,
        pub visibility: Visibility,
        pub is_from_provider: bool,
        pub channel: Channel,
        pub body: String,
        pub html: String,
        pub cut: String,
        /// What it became already.
        pub became: Option<TicketId>,
    }
}

pub fn find_message(tx: &mut Tx, id: i64) -> Result<Option<SaidRow>> {
    tx.find(
        sql!(
            "select m.ticket_id, m.author_id, p.name as author, m.visibility, m.is_from_provider,
              m.channel, m.body, m.html, m.cut, s.to_ticket as became
              from message m join person p on p.id = m.author_id
              left join split s on s.message_id = m.id where m.id = $1"
        ),
        args![id],
    )
}

/// Public messages of a ticket that have not become tickets, without this one.
pub fn count_others(tx: &mut Tx, ticket: TicketId, message: i64) -> Result<i64> {
    let (count,) = tx.one(
        sql!(
            "select count(*) from message m where m.ticket_id = $1 and m.visibility = 'public'
              and m.id <> $2 and not exists (select 1 from split s where s.message_id = m.id)"
        ),
        args![ticket, message],
    )?;
    Ok(count)
}

row! {
    /// A file of the message: the new one names the same content.
    pub struct FileRow {
        pub name: String,
        pub media_type: String,
        pub size: i64,
        pub content_id: String,
        pub file_key: String,
    }
}

pub fn list_files(tx: &mut Tx, ticket: TicketId, message: i64) -> Result<Vec<FileRow>> {
    tx.all(
        sql!(
            "select name, media_type, size, content_id, file_key from attachment
              where ticket_id = $1 and message_id = $2 order by id"
        ),
        args![ticket, message],
    )
}

pub fn insert(
    tx: &mut Tx,
    message: i64,
    (from, to): (TicketId, TicketId),
    by: PersonId,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into split (message_id, from_ticket, to_ticket, by_id, at)
              values ($1, $2, $3, $4, $5)"
        ),
        args![message, from, to, by, now],
    )?;
    Ok(())
}
