//! Rows of what got worse.

use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// What somebody said when it got worse.
    #[derive(Clone, Debug)]
    pub struct WorseningRow {
        pub words: String,
        pub since: Time,
        pub by_name: String,
        pub at: Time,
    }
}

/// The newest of a ticket.
pub fn find_last(tx: &mut Tx, ticket: TicketId) -> Result<Option<WorseningRow>> {
    tx.find(
        sql!(
            "select w.words, w.since, p.name as by_name, w.at
              from worsening w join person p on p.id = w.by_id
              where w.ticket_id = $1 order by w.id desc limit 1"
        ),
        args![ticket],
    )
}

pub fn insert(
    tx: &mut Tx,
    ticket: TicketId,
    (words, since): (&str, Time),
    by: PersonId,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into worsening (ticket_id, words, since, by_id, at) values ($1, $2, $3, $4, $5)"
        ),
        args![ticket, words, since, by, now],
    )?;
    Ok(())
}

pub fn delete_after(tx: &mut Tx, ticket: TicketId, last: i64) -> Result<()> {
    tx.run(sql!("delete from worsening where ticket_id = $1 and id > $2"), args![ticket, last])?;
    Ok(())
}
