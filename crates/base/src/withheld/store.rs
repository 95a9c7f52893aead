//! Rows of what is withheld.

use crate::{PersonId, TicketId};
use db::{Result, Time, Tx, args, sql};

/// Where words belong.
#[derive(Clone, Copy)]
pub struct Place {
    /// None: in a draft of a report, or about no ticket.
    pub ticket: Option<TicketId>,
    pub is_internal: bool,
    /// Whether what they stand in is not sent yet.
    pub is_draft: bool,
    pub by: Option<PersonId>,
}

/// Keeps words apart. What the same person stored under this key before, such as what waits before
/// it leaves, belongs to the ticket from now on. False where nothing was to be done.
pub fn insert(
    tx: &mut Tx,
    (key, words): (&str, &str),
    Place { ticket, is_internal, is_draft, by }: Place,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into patron_detail (key, ticket_id, by_id, is_internal, is_draft, words, at)
              values ($1, $2, $3, $4, $5, $6, $7)
              on conflict (key) do update set
              is_internal = case when patron_detail.ticket_id is null or patron_detail.is_draft
                                 then excluded.is_internal else patron_detail.is_internal end,
              words = case when patron_detail.is_draft then excluded.words
                           else patron_detail.words end,
              at = case when patron_detail.is_draft then excluded.at else patron_detail.at end,
              purged_at = case when patron_detail.is_draft then null
                               else patron_detail.purged_at end,
              is_draft = case when excluded.ticket_id is null and not excluded.is_draft
                              then patron_detail.is_draft
                              when patron_detail.ticket_id is null then excluded.is_draft
                              else patron_detail.is_draft and excluded.is_draft end,
              ticket_id = coalesce(patron_detail.ticket_id, excluded.ticket_id)
              where patron_detail.by_id = excluded.by_id"
        ),
        args![key, ticket, by, is_internal, is_draft, words, now],
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

/// Words that stand in what is written on a ticket now belong to it: those that their writer kept
/// before, and those of a colleague's draft on this ticket that somebody else went on with.
pub fn update_ticket(tx: &mut Tx, key: &str, place: Place) -> Result<()> {
    let Place { ticket, is_internal, by, .. } = place;
    tx.run(
        sql!(
            "update patron_detail set ticket_id = $2, is_internal = $3, is_draft = false
              where key = $1 and ((by_id = $4 and (ticket_id is null or is_draft))
                                  or (ticket_id = $2 and is_draft))"
        ),
        args![key, ticket, is_internal, by],
    )?;
    Ok(())
}

/// The same for a text that waited before it became part of the ticket: its writer's words in it
/// are read by all who read that text.
pub fn update_claimed(tx: &mut Tx, key: &str, place: Place) -> Result<()> {
    let Place { ticket, is_internal, by, .. } = place;
    tx.run(
        sql!(
            "update patron_detail set ticket_id = $2, is_internal = $3, is_draft = false
              where key = $1
              and ((by_id = $4 and (ticket_id is null or is_draft
                                    or (ticket_id = $2 and is_internal)))
                   or (ticket_id = $2 and is_draft))"
        ),
        args![key, ticket, is_internal, by],
    )?;
    Ok(())
}

/// What somebody marked in words that they have not sent yet.
pub fn find_unsent(tx: &mut Tx, key: &str, by: PersonId) -> Result<Option<(String,)>> {
    tx.find(
        sql!(
            "select words from patron_detail
              where key = $1 and by_id = $2 and is_draft and purged_at is null"
        ),
        args![key, by],
    )
}

/// Words that are in nothing any more.
pub fn delete_unsent(tx: &mut Tx, key: &str) -> Result<()> {
    tx.run(sql!("delete from patron_detail where key = $1 and is_draft"), args![key])?;
    Ok(())
}

/// What the library says its card numbers look like, if it has.
pub fn find_cards(tx: &mut Tx) -> Result<Option<(String,)>> {
    tx.find(sql!("select value from setting where name = 'patron_cards'"), &[])
}
