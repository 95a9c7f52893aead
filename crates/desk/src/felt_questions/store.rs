//! Rows of questions.

use super::model::LeftOut;
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// The question about a ticket.
    #[derive(Clone, Debug)]
    pub struct QuestionRow {
        pub id: i64,
        pub ticket_id: TicketId,
        pub person_id: PersonId,
        pub resolution_id: i64,
        pub due_at: Option<Time>,
        pub sent_at: Option<Time>,
    }
}

/// Plans it, or plans it anew where it was not asked yet.
pub fn plan(
    tx: &mut Tx,
    (ticket, person): (TicketId, PersonId),
    resolution: i64,
    due: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into felt_question (ticket_id, person_id, resolution_id, due_at)
              values ($1, $2, $3, $4)
              on conflict (ticket_id) do update set person_id = excluded.person_id,
              resolution_id = excluded.resolution_id, due_at = excluded.due_at, left_out = ''
              where felt_question.sent_at is null"
        ),
        args![ticket, person, resolution, due],
    )?;
    Ok(())
}

/// Those whose time has come, the oldest first.
pub fn list_due(tx: &mut Tx, now: Time) -> Result<Vec<(i64,)>> {
    tx.all(
        sql!("select id from felt_question where due_at <= $1 order by due_at limit 200"),
        args![now],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<QuestionRow>> {
    tx.find(
        sql!(
            "select id, ticket_id, person_id, resolution_id, due_at, sent_at
              from felt_question where id = $1"
        ),
        args![id],
    )
}

pub fn find_of_ticket(tx: &mut Tx, ticket: TicketId) -> Result<Option<QuestionRow>> {
    tx.find(
        sql!(
            "select id, ticket_id, person_id, resolution_id, due_at, sent_at
              from felt_question where ticket_id = $1"
        ),
        args![ticket],
    )
}

/// Takes it: whoever takes it asks it. False where it was taken, or is not to be asked any more.
pub fn take(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update felt_question set due_at = null, sent_at = $2
              where id = $1 and due_at is not null and sent_at is null"
        ),
        args![id, now],
    )?;
    Ok(changed > 0)
}

/// It is not asked after all.
pub fn leave_out(tx: &mut Tx, id: i64, why: LeftOut) -> Result<()> {
    tx.run(
        sql!("update felt_question set due_at = null, left_out = $2 where id = $1 and sent_at is null"),
        args![id, why],
    )?;
    Ok(())
}

/// Gives back what was taken: it is not asked after all.
pub fn untake(tx: &mut Tx, id: i64, why: LeftOut) -> Result<()> {
    tx.run(
        sql!("update felt_question set sent_at = null, left_out = $2 where id = $1"),
        args![id, why],
    )?;
    Ok(())
}

/// Notes that somebody is asked now, unless they were since a time. Two servers that ask the same
/// person wait for each other at this row.
pub fn take_turn(tx: &mut Tx, person: PersonId, since: Time, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into felt_asked (person_id, asked_at) values ($1, $2)
              on conflict (person_id) do update set asked_at = excluded.asked_at
              where felt_asked.asked_at <= $3"
        ),
        args![person, now, since],
    )?;
    Ok(changed > 0)
}

/// Whether mail to somebody came back since a time: a note on something they asked for says so.
pub fn has_bounced(tx: &mut Tx, person: PersonId, begins: &str, since: Time) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!(
            "select m.id from ticket t join message m on m.ticket_id = t.id
              where t.requester_id = $1 and m.visibility = 'internal' and m.channel = 'email'
              and m.created_at > $3 and substr(m.body, 1, length(cast($2 as text))) = $2 limit 1"
        ),
        args![person, begins, since],
    )?;
    Ok(found.is_some())
}

/// Answers from one network address since a time.
pub fn count_tries(tx: &mut Tx, subject: &str, since: Time) -> Result<i64> {
    let (count,) = tx.one(
        sql!("select count(*) from scan_try where subject = $1 and at > $2"),
        args![subject, since],
    )?;
    Ok(count)
}

/// Notes one, beside those by code, and forgets those of before.
pub fn insert_try(tx: &mut Tx, subject: &str, now: Time, before: Time) -> Result<()> {
    tx.run(sql!("delete from scan_try where at < $1"), args![before])?;
    tx.run(sql!("insert into scan_try (subject, at) values ($1, $2)"), args![subject, now])?;
    Ok(())
}

/// Whether what was written on the ticket is gone for good.
pub fn is_emptied(tx: &mut Tx, ticket: TicketId) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!("select id from event where ticket_id = $1 and kind = 'ticket.words_removed' limit 1"),
        args![ticket],
    )?;
    Ok(found.is_some())
}
