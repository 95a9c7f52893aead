//! Rows of messages and files.

use super::model::Visibility;
use crate::tickets::Channel;
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A message with its author's name.
    #[derive(Clone, Debug)]
    pub struct MessageRow {
        pub id: i64,
        pub author_id: PersonId,
        pub author: String,
        pub visibility: Visibility,
        pub is_from_provider: bool,
        pub channel: Channel,
        pub body: String,
        pub html: String,
        pub cut: String,
        pub raw_key: String,
        pub created_at: Time,
    }
}

/// The conversation in order; without internal notes unless asked.
pub fn list_messages(
    tx: &mut Tx,
    ticket: TicketId,
    with_internal: bool,
    after: i64,
    most: i64,
) -> Result<Vec<MessageRow>> {
    tx.all(
        sql!("select m.id, m.author_id, p.name as author, m.visibility, m.is_from_provider, m.channel,
              m.body, m.html, m.cut, m.raw_key, m.created_at
              from message m join person p on p.id = m.author_id
              where m.ticket_id = $1 and (m.visibility = 'public' or $2) and m.id > $3
              order by m.id limit $4"),
        args![ticket, with_internal, after, most],
    )
}

/// The newest public message, for notices.
pub fn find_last_public(tx: &mut Tx, ticket: TicketId) -> Result<Option<MessageRow>> {
    tx.find(
        sql!("select m.id, m.author_id, p.name as author, m.visibility, m.is_from_provider, m.channel,
              m.body, m.html, m.cut, m.raw_key, m.created_at
              from message m join person p on p.id = m.author_id
              where m.ticket_id = $1 and m.visibility = 'public' order by m.id desc limit 1"),
        args![ticket],
    )
}

/// What a message row is made of.
pub struct NewRow<'a> {
    pub ticket: TicketId,
    pub author: PersonId,
    pub visibility: Visibility,
    pub is_from_provider: bool,
    pub channel: Channel,
    pub body: &'a str,
    pub html: &'a str,
    pub cut: &'a str,
    pub raw_key: &'a str,
    pub now: Time,
}

pub fn insert_message(tx: &mut Tx, new: &NewRow<'_>) -> Result<i64> {
    let (id,) = tx.one(
        sql!("insert into message (ticket_id, author_id, visibility, is_from_provider, channel, body,
              html, cut, raw_key, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
              returning id"),
        args![new.ticket, new.author, new.visibility, new.is_from_provider, new.channel, new.body,
            new.html, new.cut, new.raw_key, new.now],
    )?;
    Ok(id)
}

row! {
    /// A file on a ticket.
    #[derive(Clone, Debug)]
    pub struct AttachmentRow {
        pub id: i64,
        pub ticket_id: Option<TicketId>,
        pub message_id: Option<i64>,
        pub name: String,
        pub media_type: String,
        pub size: i64,
        pub content_id: String,
        pub file_key: String,
    }
}

/// The files of a ticket in order; without those of internal notes unless asked.
pub fn list_attachments(
    tx: &mut Tx,
    ticket: TicketId,
    with_internal: bool,
) -> Result<Vec<AttachmentRow>> {
    tx.all(
        sql!("select a.id, a.ticket_id, a.message_id, a.name, a.media_type, a.size, a.content_id, a.file_key
              from attachment a join message m on m.id = a.message_id
              where a.ticket_id = $1 and (m.visibility = 'public' or $2) order by a.id limit 2000"),
        args![ticket, with_internal],
    )
}

row! {
    /// A file to hand out.
    pub struct FileRow {
        pub ticket_id: TicketId,
        pub is_internal: bool,
        pub name: String,
        pub media_type: String,
        pub file_key: String,
    }
}

/// One file of a ticket, and whether it belongs to an internal note.
pub fn find_attachment(tx: &mut Tx, id: i64) -> Result<Option<FileRow>> {
    tx.find(
        sql!("select a.ticket_id, m.visibility = 'internal' as is_internal, a.name, a.media_type, a.file_key
              from attachment a join message m on m.id = a.message_id where a.id = $1"),
        args![id],
    )
}

/// The raw source of a message that came by mail, and whether it is internal.
pub fn find_raw(tx: &mut Tx, id: i64) -> Result<Option<(TicketId, bool, String)>> {
    tx.find(
        sql!("select ticket_id, visibility = 'internal', raw_key from message where id = $1"),
        args![id],
    )
}

/// What a file row is made of.
pub struct NewAttachment<'a> {
    pub on: Option<(TicketId, i64)>,
    pub by: Option<PersonId>,
    pub name: &'a str,
    pub media_type: &'a str,
    pub size: i64,
    pub content_id: &'a str,
    pub key: &'a str,
}

pub fn insert_attachment(tx: &mut Tx, new: &NewAttachment<'_>, now: Time) -> Result<i64> {
    let (id,) = tx.one(
        sql!("insert into attachment (ticket_id, message_id, uploaded_by, name, media_type, size,
              content_id, file_key, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id"),
        args![new.on.map(|on| on.0), new.on.map(|on| on.1), new.by, new.name, new.media_type,
            new.size, new.content_id, new.key, now],
    )?;
    Ok(id)
}

/// Files a person sent with a form that has not been accepted yet.
pub fn list_staged(tx: &mut Tx, person: PersonId, since: Time) -> Result<Vec<AttachmentRow>> {
    tx.all(
        sql!(
            "select id, ticket_id, message_id, name, media_type, size, content_id, file_key
              from attachment where ticket_id is null and uploaded_by = $1 and created_at > $2
              order by id"
        ),
        args![person, since],
    )
}

/// Puts a staged file onto a message; false if it is not this person's, or not staged.
pub fn attach_staged(
    tx: &mut Tx,
    id: i64,
    person: PersonId,
    ticket: TicketId,
    message: i64,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update attachment set ticket_id = $3, message_id = $4
              where id = $1 and uploaded_by = $2 and ticket_id is null"
        ),
        args![id, person, ticket, message],
    )?;
    Ok(changed > 0)
}
