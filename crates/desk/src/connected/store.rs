//! Reading what a ticket is tied to.

use super::model::What;
use base::{TicketId, Tx, args, row, sql};
use db::Result;

row! {
    /// A tie before it is known whether its other end may be seen.
    #[derive(Clone, Debug)]
    pub struct TieRow {
        pub what: What,
        pub id: i64,
        pub kind: String,
        pub is_first: bool,
        pub message: i64,
        pub number: TicketId,
    }
}

/// Every tie of a ticket in one statement; each part of it is a range of an index.
pub fn list_ties(tx: &mut Tx, ticket: TicketId) -> Result<Vec<TieRow>> {
    tx.all(
        sql!(
            "select 'link' as what, id, kind, true as is_first, 0 as message, to_ticket as number
              from ticket_link where from_ticket = $1 and removed_at is null
             union all select 'link', id, kind, false, 0, from_ticket
              from ticket_link where to_ticket = $1 and removed_at is null
             union all select 'split', id, '', true, message_id, to_ticket
              from split where from_ticket = $1
             union all select 'split', id, '', false, message_id, from_ticket
              from split where to_ticket = $1
             union all select 'merge', id, '', true, 0, into_ticket
              from merge where from_ticket = $1 and undone_at is null
             union all select 'merge', id, '', false, 0, from_ticket
              from merge where into_ticket = $1 and undone_at is null
             union all select 'moved', merge_id, '', true, message_id, into_ticket
              from merged_message where from_ticket = $1
             order by 1, 2 limit 500"
        ),
        args![ticket],
    )
}
