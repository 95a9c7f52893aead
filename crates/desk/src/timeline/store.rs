//! Reading what was done on a ticket.

use base::{TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// One deed on the timeline.
    #[derive(Clone, Debug)]
    pub struct EventRow {
        pub id: i64,
        pub at: Time,
        pub actor: String,
        pub kind: String,
        pub is_internal: bool,
        pub before: String,
        pub after: String,
    }
}

/// A ticket's timeline, in order.
pub fn list_events(tx: &mut Tx, ticket: TicketId) -> Result<Vec<EventRow>> {
    tx.all(
        sql!(
            "select id, at, actor, kind, is_internal, before, after from event
              where ticket_id = $1 order by id limit 2000"
        ),
        args![ticket],
    )
}
