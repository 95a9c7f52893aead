//! Rows that mail needs.

use base::{DepartmentId, PersonId, TicketId, Time, Tx, args, sql};
use db::Result;

pub fn find_person(tx: &mut Tx, email: &str) -> Result<Option<(PersonId,)>> {
    tx.find(sql!("select id from person where email = $1"), args![email])
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
              where email like '%@' || $1 and department_id is not null limit 2"
        ),
        args![domain],
    )
}

/// The ticket of a message seen before, with the hash of its source.
pub fn find_message(tx: &mut Tx, message_id: &str) -> Result<Option<(TicketId, String)>> {
    tx.find(
        sql!("select ticket_id, raw_hash from mail_message where message_id = $1"),
        args![message_id],
    )
}

/// Knows a message from now on.
pub fn insert_message(
    tx: &mut Tx,
    (message_id, hash): (&str, &str),
    ticket: TicketId,
    note: &str,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into mail_message (message_id, ticket_id, raw_hash, is_incoming, note, at)
              values ($1, $2, $3, true, $4, $5)"
        ),
        args![message_id, ticket, hash, note, now],
    )?;
    Ok(())
}
