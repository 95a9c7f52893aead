//! Whether somebody wants help with wording, and whom a reply is for.

use base::{PersonId, TicketId, Time, Tx, args, sql};
use db::Result;

/// Those who chose nothing get it.
pub fn is_on(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let found: Option<(bool,)> =
        tx.find(sql!("select is_on from wording_choice where person_id = $1"), args![person])?;
    Ok(found.is_none_or(|(is_on,)| is_on))
}

pub fn upsert(tx: &mut Tx, person: PersonId, is_on: bool, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "insert into wording_choice (person_id, is_on, changed_at) values ($1, $2, $3)
              on conflict (person_id) do update
              set is_on = excluded.is_on, changed_at = excluded.changed_at"
        ),
        args![person, is_on, now],
    )?;
    Ok(())
}

/// What people are called who have to do with a ticket.
pub fn list_names(tx: &mut Tx, ticket: TicketId) -> Result<Vec<(String,)>> {
    tx.all(
        sql!(
            "select p.name from person p join ticket t on p.id in (t.requester_id, t.reporter_id, t.assignee_id)
              where t.id = $1"
        ),
        args![ticket],
    )
}
