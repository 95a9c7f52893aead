//! Rows that have become old: of tickets closed before a time.

use base::{TicketId, Time, Tx, args, sql};
use db::Result;

pub fn list_raw_mail(tx: &mut Tx, before: Time, most: i64) -> Result<Vec<(i64, String)>> {
    tx.all(
        sql!(
            "select m.id, m.raw_key from ticket t join message m on m.ticket_id = t.id
              where t.closed_at < $1 and m.raw_key <> '' order by m.id limit $2"
        ),
        args![before, most],
    )
}

pub fn forget_raw_mail(tx: &mut Tx, message: i64) -> Result<()> {
    tx.run(sql!("update message set raw_key = '' where id = $1"), args![message])?;
    Ok(())
}

pub fn list_files(tx: &mut Tx, before: Time, most: i64) -> Result<Vec<(i64, String)>> {
    tx.all(
        sql!(
            "select a.id, a.file_key from ticket t join attachment a on a.ticket_id = t.id
              where t.closed_at < $1 order by a.id limit $2"
        ),
        args![before, most],
    )
}

pub fn delete_attachment(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(sql!("delete from attachment where id = $1"), args![id])?;
    Ok(())
}

/// Reports by code that never became a ticket: dropped before a time, or waiting since.
pub fn list_scan_reports(tx: &mut Tx, before: Time, most: i64) -> Result<Vec<(i64,)>> {
    tx.all(
        sql!(
            "select id from scan_report where state in ('waiting', 'dropped')
              and coalesce(decided_at, at) < $1 order by id limit $2"
        ),
        args![before, most],
    )
}

pub fn delete_scan_report(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(sql!("delete from scan_report where id = $1 and ticket_id is null"), args![id])?;
    Ok(())
}

/// Whether anything still needs a stored file.
pub fn is_needed(tx: &mut Tx, key: &str) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!(
            "select id from attachment where file_key = $1
              union all select id from message where raw_key = $1 limit 1"
        ),
        args![key],
    )?;
    Ok(found.is_some())
}

/// Tickets with a message that does not read like `gone` yet.
pub fn list_with_words(
    tx: &mut Tx,
    before: Time,
    gone: &str,
    most: i64,
) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select t.id from ticket t where t.closed_at < $1
              and exists (select 1 from message m where m.ticket_id = t.id and m.body <> $2)
              order by t.id limit $3"
        ),
        args![before, gone, most],
    )
}

/// Puts `gone` in place of everything that was written on a ticket. Its subject, facts and times
/// stay.
pub fn empty_words(tx: &mut Tx, id: TicketId, gone: &str) -> Result<()> {
    tx.run(
        sql!("update message set body = $2, html = '', cut = '' where ticket_id = $1"),
        args![id, gone],
    )?;
    tx.run(
        sql!(
            "update impact_statement set words = $2, hurts_note = '', good_enough = ''
              where ticket_id = $1"
        ),
        args![id, gone],
    )?;
    tx.run(
        sql!(
            "update risk set consequence = $2 where statement_id in
              (select id from impact_statement where ticket_id = $1)"
        ),
        args![id, gone],
    )?;
    tx.run(sql!("update resolution set words = $2 where ticket_id = $1"), args![id, gone])?;
    tx.run(sql!("update feedback set words = '' where ticket_id = $1"), args![id])?;
    tx.run(sql!("update task set done_words = '' where ticket_id = $1"), args![id])?;
    tx.run(sql!("update affected set words = '' where ticket_id = $1"), args![id])?;
    tx.run(sql!("update scan_report set words = '' where ticket_id = $1"), args![id])?;
    tx.run(sql!("update ticket set excerpt = '', on_hold_note = '' where id = $1"), args![id])?;
    // words stand in these; states and times stand in the others, and stay
    tx.run(
        sql!(
            "update event set before = '', after = '' where ticket_id = $1
              and (kind like 'message.%' or kind like 'feedback.%' or kind in ('ticket.resolved',
              'ticket.reopened', 'ticket.cancelled', 'ticket.held', 'ticket.reweighed'))"
        ),
        args![id],
    )?;
    Ok(())
}
