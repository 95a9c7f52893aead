//! Reading what requests say.

use base::{ServiceId, TicketId, Time, Tx, args, sql};
use db::Result;

/// A request: when it came, was first answered and was put right.
pub type Taken = (TicketId, Time, Option<Time>, Option<Time>);

/// What was done, in order, without what only those who work on it may see.
pub fn list_deeds(tx: &mut Tx, ticket: TicketId) -> Result<Vec<(String, Time, String)>> {
    tx.all(
        sql!(
            "select kind, at, after from event
              where ticket_id = $1 and not is_internal order by id limit 1000"
        ),
        args![ticket],
    )
}

/// How many more said that it stops them.
pub fn count_affected(tx: &mut Tx, ticket: TicketId) -> Result<i64> {
    let (count,) =
        tx.one(sql!("select count(*) from affected where ticket_id = $1"), args![ticket])?;
    Ok(count)
}

pub fn find_lost(tx: &mut Tx, ticket: TicketId) -> Result<Option<(Option<i64>,)>> {
    tx.find(sql!("select lost_minutes from feedback where ticket_id = $1"), args![ticket])
}

pub fn find_workaround(tx: &mut Tx, ticket: TicketId) -> Result<Option<(String,)>> {
    tx.find(
        sql!("select words from workaround where ticket_id = $1 order by id desc limit 1"),
        args![ticket],
    )
}

/// Whether a file came with the first words.
pub fn find_first_file(tx: &mut Tx, ticket: TicketId) -> Result<Option<(i64,)>> {
    tx.find(
        sql!(
            "select id from attachment where ticket_id = $1 and message_id =
              (select min(m.id) from message m where m.ticket_id = $1) limit 1"
        ),
        args![ticket],
    )
}

/// When requests about a service came, were first answered and were put right: of all departments,
/// the newest first.
pub fn list_of_service(tx: &mut Tx, service: ServiceId, since: Time) -> Result<Vec<Taken>> {
    tx.all(
        sql!(
            "select id, created_at, first_response_at, resolved_at from ticket
              where service_id = $1 and created_at >= $2 and state <> 'cancelled'
              order by id desc limit 2000"
        ),
        args![service, since],
    )
}

/// The same for requests of a kind and priority.
pub fn list_of_kind(tx: &mut Tx, (kind, priority): (&str, i64), since: Time) -> Result<Vec<Taken>> {
    tx.all(
        sql!(
            "select id, created_at, first_response_at, resolved_at from ticket
              where kind = $1 and priority = $2 and created_at >= $3 and state <> 'cancelled'
              order by id desc limit 2000"
        ),
        args![kind, priority, since],
    )
}
