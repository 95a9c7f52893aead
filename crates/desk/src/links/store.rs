//! Rows of links.

use super::model::Kind;
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A link that holds.
    #[derive(Clone, Debug)]
    pub struct LinkRow {
        pub id: i64,
        pub from_ticket: TicketId,
        pub to_ticket: TicketId,
        pub kind: Kind,
    }
}

/// One link, unless it was taken away.
pub fn find(tx: &mut Tx, id: i64) -> Result<Option<LinkRow>> {
    tx.find(
        sql!("select id, from_ticket, to_ticket, kind from ticket_link where id = $1 and removed_at is null"),
        args![id],
    )
}

/// The second tickets of a kind of link, whose first this is.
pub fn list_from(tx: &mut Tx, from: TicketId, kind: Kind) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select to_ticket from ticket_link
              where from_ticket = $1 and kind = $2 and removed_at is null order by id limit 200"
        ),
        args![from, kind],
    )
}

/// False if there is this link already.
pub fn insert(
    tx: &mut Tx,
    (from, to): (TicketId, TicketId),
    kind: Kind,
    by: PersonId,
    now: Time,
) -> Result<bool> {
    let is_there: Option<(i64,)> = tx.find(
        sql!(
            "select id from ticket_link where removed_at is null and kind = $3
              and ((from_ticket = $1 and to_ticket = $2)
                or (kind = 'related' and from_ticket = $2 and to_ticket = $1))"
        ),
        args![from, to, kind],
    )?;
    if is_there.is_some() {
        return Ok(false);
    }
    tx.run(
        sql!(
            "insert into ticket_link (from_ticket, to_ticket, kind, by_id, at)
              values ($1, $2, $3, $4, $5)"
        ),
        args![from, to, kind, by, now],
    )?;
    Ok(true)
}

pub fn update_removed(tx: &mut Tx, id: i64, by: PersonId, now: Time) -> Result<()> {
    tx.run(
        sql!("update ticket_link set removed_by = $2, removed_at = $3 where id = $1"),
        args![id, by, now],
    )?;
    Ok(())
}
