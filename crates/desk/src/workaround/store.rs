//! Rows of workarounds.

use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// What was said last.
    #[derive(Clone, Debug)]
    pub struct WorkaroundRow {
        pub words: String,
        pub by_name: String,
        pub at: Time,
    }
}

/// The newest; its words are empty where it was taken back.
pub fn find(tx: &mut Tx, ticket: TicketId) -> Result<Option<WorkaroundRow>> {
    tx.find(
        sql!(
            "select w.words, p.name as by_name, w.at from workaround w
              join person p on p.id = w.by_id where w.ticket_id = $1 order by w.id desc limit 1"
        ),
        args![ticket],
    )
}

pub fn insert(tx: &mut Tx, ticket: TicketId, words: &str, by: PersonId, now: Time) -> Result<()> {
    tx.run(
        sql!("insert into workaround (ticket_id, words, by_id, at) values ($1, $2, $3, $4)"),
        args![ticket, words, by, now],
    )?;
    Ok(())
}
