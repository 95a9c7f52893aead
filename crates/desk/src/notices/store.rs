//! Whom news concerns.

use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// Somebody who may get news, and the ticket it is about.
    #[derive(Clone, Debug)]
    pub struct Reader {
        pub id: PersonId,
        pub name: String,
        pub email: String,
        pub locale: String,
        pub time_zone: String,
    }
}

/// The requester and everybody who follows, if they are active.
pub fn list_asking(tx: &mut Tx, ticket: TicketId) -> Result<Vec<Reader>> {
    tx.all(
        sql!(
            "select id, name, email, locale, time_zone from person
              where is_active and (id = (select requester_id from ticket where id = $1)
              or id in (select person_id from watcher where ticket_id = $1)) order by id"
        ),
        args![ticket],
    )
}

/// Whoever works on it.
pub fn list_assigned(tx: &mut Tx, ticket: TicketId) -> Result<Vec<Reader>> {
    tx.all(
        sql!(
            "select id, name, email, locale, time_zone from person
              where is_active and id = (select assignee_id from ticket where id = $1)"
        ),
        args![ticket],
    )
}

/// Whether a ticket was opened by a message that no person wrote.
pub fn is_automatic(tx: &mut Tx, ticket: TicketId) -> Result<bool> {
    let found: Option<(TicketId,)> = tx.find(
        sql!(
            "select ticket_id from mail_message
              where ticket_id = $1 and is_incoming and note not in ('', 'No') limit 1"
        ),
        args![ticket],
    )?;
    Ok(found.is_some())
}

/// Our own Message-ID leads back to its ticket.
pub fn insert_sent(tx: &mut Tx, message_id: &str, ticket: TicketId, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "insert into mail_message (message_id, ticket_id, is_incoming, at)
              values ($1, $2, false, $3) on conflict (message_id) do nothing"
        ),
        args![message_id, ticket, now],
    )?;
    Ok(())
}
