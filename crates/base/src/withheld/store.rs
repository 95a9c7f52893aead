//! Rows of what is withheld.

use crate::{PersonId, TicketId};
use db::{Result, Time, Tx, args, sql};

/// Keeps words apart. What the same person stored under this key before without a ticket, such as a
/// draft, belongs to the ticket from now on. False where nothing was to be done.
pub fn insert(
    tx: &mut Tx,
    (key, words): (&str, &str),
    ticket: Option<TicketId>,
    is_internal: bool,
    by: Option<PersonId>,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into patron_detail (key, ticket_id, by_id, is_internal, words, at)
              values ($1, $2, $3, $4, $5, $6)
              on conflict (key) do update set
              is_internal = case when patron_detail.ticket_id is null then excluded.is_internal
                                 else patron_detail.is_internal end,
              ticket_id = coalesce(patron_detail.ticket_id, excluded.ticket_id)
              where patron_detail.by_id = excluded.by_id"
        ),
        args![key, ticket, by, is_internal, words, now],
    )?;
    Ok(changed > 0)
}

/// Whether these words stand under this key, or stood there until they were removed.
pub fn has(tx: &mut Tx, key: &str, words: &str) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!(
            "select id from patron_detail
              where key = $1 and (words = $2 or purged_at is not null)"
        ),
        args![key, words],
    )?;
    Ok(found.is_some())
}

/// Words that their writer kept before, in a draft, now belong to a ticket.
pub fn update_ticket(
    tx: &mut Tx,
    key: &str,
    ticket: TicketId,
    is_internal: bool,
    by: Option<PersonId>,
) -> Result<()> {
    tx.run(
        sql!(
            "update patron_detail set ticket_id = $2, is_internal = $3
              where key = $1 and ticket_id is null and by_id = $4"
        ),
        args![key, ticket, is_internal, by],
    )?;
    Ok(())
}

/// What stands in a text of the ticket now belongs to the ticket, and is read by all who read that
/// text; only where its writer wrote the text.
pub fn update_claimed(
    tx: &mut Tx,
    key: &str,
    ticket: TicketId,
    is_internal: bool,
    by: Option<PersonId>,
) -> Result<()> {
    tx.run(
        sql!(
            "update patron_detail set ticket_id = $2, is_internal = $3
              where key = $1 and by_id = $4
              and (ticket_id is null or (ticket_id = $2 and is_internal))"
        ),
        args![key, ticket, is_internal, by],
    )?;
    Ok(())
}

/// What the library says its card numbers look like, if it has.
pub fn find_cards(tx: &mut Tx) -> Result<Option<(String,)>> {
    tx.find(sql!("select value from setting where name = 'patron_cards'"), &[])
}
