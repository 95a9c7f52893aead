//! Rows of mentions.

use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

/// Active people whose e-mail address begins so, or who are called so; at most three.
pub fn list_dotted(tx: &mut Tx, word: &str) -> Result<Vec<(PersonId,)>> {
    tx.all(
        sql!(
            "select id from person
              where (lower(name) = replace($1, '.', ' ') or lower(name) = $1
                or substr(email, 1, length($1) + 1) = $1 || '@') and is_active
              order by id limit 3"
        ),
        args![word],
    )
}

pub fn insert(
    tx: &mut Tx,
    (ticket, message): (TicketId, i64),
    person: PersonId,
    is_told: bool,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into mention (ticket_id, message_id, person_id, is_told, at)
              values ($1, $2, $3, $4, $5) on conflict (message_id, person_id) do nothing"
        ),
        args![ticket, message, person, is_told, now],
    )?;
    Ok(())
}

row! {
    /// Somebody who was named in a note and was not told.
    #[derive(Clone, Debug)]
    pub struct UntoldRow {
        pub message_id: i64,
        pub name: String,
    }
}

/// Everybody who was named on a ticket and not told, for those who read the notes.
pub fn list_untold(tx: &mut Tx, ticket: TicketId) -> Result<Vec<UntoldRow>> {
    tx.all(
        sql!(
            "select m.message_id, p.name from mention m join person p on p.id = m.person_id
              where m.ticket_id = $1 and not m.is_told order by m.id limit 200"
        ),
        args![ticket],
    )
}
