//! Rows of calls for help.

use super::model::{Answer, Both};
use base::{DepartmentId, PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// One call for help.
    #[derive(Clone, Debug)]
    pub struct AssistRow {
        pub id: i64,
        pub ticket_id: TicketId,
        pub asked_by: PersonId,
        pub asked_by_name: String,
        pub helper_id: PersonId,
        pub helper: String,
        pub words: String,
        pub at: Time,
        pub answer: Option<Answer>,
        pub answer_words: String,
        pub answered_at: Option<Time>,
        pub thanks: String,
        pub thanked_at: Option<Time>,
    }
}

/// Whether somebody works on tickets.
pub fn is_agent(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let (found,) = tx.one(
        sql!(
            "select exists (select 1 from role_grant
              where person_id = $1 and role in ('agent', 'it_manager'))"
        ),
        args![person],
    )?;
    Ok(found)
}

/// Every call for help on a ticket, in order.
pub fn list(tx: &mut Tx, ticket: TicketId) -> Result<Vec<AssistRow>> {
    tx.all(
        sql!(
            "select s.id, s.ticket_id, s.asked_by, a.name as asked_by_name, s.helper_id,
              h.name as helper, s.words, s.at, s.answer, s.answer_words, s.answered_at, s.thanks,
              s.thanked_at from assist s join person a on a.id = s.asked_by
              join person h on h.id = s.helper_id where s.ticket_id = $1 order by s.id limit 100"
        ),
        args![ticket],
    )
}

/// The newest calls to somebody.
pub fn list_to(tx: &mut Tx, helper: PersonId) -> Result<Vec<AssistRow>> {
    tx.all(
        sql!(
            "select s.id, s.ticket_id, s.asked_by, a.name as asked_by_name, s.helper_id,
              h.name as helper, s.words, s.at, s.answer, s.answer_words, s.answered_at, s.thanks,
              s.thanked_at from assist s join person a on a.id = s.asked_by
              join person h on h.id = s.helper_id where s.helper_id = $1 order by s.id desc limit 30"
        ),
        args![helper],
    )
}

/// The newest calls to somebody that they have not answered, on open tickets, each with what its
/// ticket is about.
pub fn list_waiting(tx: &mut Tx, helper: PersonId) -> Result<Vec<(i64, TicketId, String, String)>> {
    tx.all(
        sql!(
            "select s.id, s.ticket_id, a.name, t.subject from assist s
              join person a on a.id = s.asked_by join ticket t on t.id = s.ticket_id
              where s.helper_id = $1 and s.answer is null and t.is_open
              order by s.id desc limit 10"
        ),
        args![helper],
    )
}

/// One call for help.
pub fn find(tx: &mut Tx, id: i64) -> Result<Option<AssistRow>> {
    tx.find(
        sql!(
            "select s.id, s.ticket_id, s.asked_by, a.name as asked_by_name, s.helper_id,
              h.name as helper, s.words, s.at, s.answer, s.answer_words, s.answered_at, s.thanks,
              s.thanked_at from assist s join person a on a.id = s.asked_by
              join person h on h.id = s.helper_id where s.id = $1"
        ),
        args![id],
    )
}

/// The newest calls of somebody.
pub fn list_by(tx: &mut Tx, asker: PersonId) -> Result<Vec<AssistRow>> {
    tx.all(
        sql!(
            "select s.id, s.ticket_id, s.asked_by, a.name as asked_by_name, s.helper_id,
              h.name as helper, s.words, s.at, s.answer, s.answer_words, s.answered_at, s.thanks,
              s.thanked_at from assist s join person a on a.id = s.asked_by
              join person h on h.id = s.helper_id where s.asked_by = $1 order by s.id desc limit 30"
        ),
        args![asker],
    )
}

/// What is asked of whom.
pub struct NewRow<'a> {
    pub ticket: TicketId,
    pub by: PersonId,
    pub helper: PersonId,
    /// Whether whoever asks works on the ticket.
    pub is_by_helpers: bool,
    pub words: &'a str,
    pub now: Time,
}

pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into assist (ticket_id, asked_by, helper_id, words, at, is_by_helpers)
              values ($1, $2, $3, $4, $5, $6) returning id"
        ),
        args![new.ticket, new.by, new.helper, new.words, new.now, new.is_by_helpers],
    )?;
    Ok(id)
}

pub fn update_answer(tx: &mut Tx, id: i64, answer: Answer, words: &str, now: Time) -> Result<()> {
    tx.run(
        sql!("update assist set answer = $2, answer_words = $3, answered_at = $4 where id = $1"),
        args![id, answer, words, now],
    )?;
    Ok(())
}

pub fn update_thanks(tx: &mut Tx, id: i64, by: PersonId, words: &str, now: Time) -> Result<()> {
    tx.run(
        sql!("update assist set thanks = $3, thanked_by = $2, thanked_at = $4 where id = $1"),
        args![id, by, words, now],
    )?;
    Ok(())
}

/// How often a person gave and received help.
pub fn count_of(tx: &mut Tx, person: PersonId) -> Result<Both> {
    let (given, received) = tx.one(
        sql!(
            "select (select count(*) from assist where helper_id = $1 and answer = 'gave'),
              (select count(*) from assist where asked_by = $1 and answer = 'gave')"
        ),
        args![person],
    )?;
    Ok(Both { given, received })
}

/// How often the people of a department gave and received help.
pub fn count_of_department(tx: &mut Tx, department: DepartmentId) -> Result<Both> {
    let (given, received) = tx.one(
        sql!(
            "select
              (select count(*) from assist s join person p on p.id = s.helper_id
                where p.department_id = $1 and s.answer = 'gave'),
              (select count(*) from assist s join person p on p.id = s.asked_by
                where p.department_id = $1 and s.answer = 'gave')"
        ),
        args![department],
    )?;
    Ok(Both { given, received })
}
