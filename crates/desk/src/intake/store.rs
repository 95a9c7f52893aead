//! Rows that mail needs.

use base::{DepartmentId, PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// The person behind an address, whether or not they may still sign in.
    pub struct SenderRow {
        pub id: PersonId,
        pub name: String,
        pub email: String,
        pub department_id: Option<DepartmentId>,
    }
}

pub fn get_sender(tx: &mut Tx, id: PersonId) -> Result<SenderRow> {
    tx.one(sql!("select id, name, email, department_id from person where id = $1"), args![id])
}

/// Somebody who wrote and is not known yet: a requester who cannot sign in by password.
pub fn insert_person(
    tx: &mut Tx,
    (name, email): (&str, &str),
    department: Option<DepartmentId>,
    now: Time,
) -> Result<PersonId> {
    let (id,) = tx.one(
        sql!("insert into person (name, email, department_id, created_at) values ($1, $2, $3, $4) returning id"),
        args![name, email, department, now],
    )?;
    Ok(id)
}

/// The departments of people with addresses at a domain, at most two.
pub fn list_departments_at(tx: &mut Tx, domain: &str) -> Result<Vec<(DepartmentId,)>> {
    tx.all(
        sql!(
            "select distinct department_id from person
              where department_id is not null and is_active
              and substr(email, length(email) - length($1)) = '@' || $1 limit 2"
        ),
        args![domain],
    )
}

row! {
    /// A message seen before.
    pub struct KnownRow {
        pub ticket_id: TicketId,
        pub raw_hash: String,
        pub note: String,
    }
}

pub fn find_message(tx: &mut Tx, message_id: &str) -> Result<Option<KnownRow>> {
    tx.find(
        sql!("select ticket_id, raw_hash, note from mail_message where message_id = $1"),
        args![message_id],
    )
}

/// Knows a message from now on: by its id, where its source is kept, and what became of it.
pub fn insert_message(
    tx: &mut Tx,
    (message_id, raw_key): (&str, &str),
    ticket: TicketId,
    note: &str,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into mail_message (message_id, ticket_id, raw_hash, is_incoming, note, at)
              values ($1, $2, $3, true, $4, $5)"
        ),
        args![message_id, ticket, raw_key, note, now],
    )?;
    Ok(())
}
