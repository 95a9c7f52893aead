//! Rows of merges.

use super::model::Weighed;
use crate::{
    conversation::MessageRow,
    tickets::{Ball, HoldReason, State, Ticket},
};
use base::{DepartmentId, PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// One ticket that is part of another.
    #[derive(Clone, Debug)]
    pub struct MergeRow {
        pub id: i64,
        pub from_ticket: TicketId,
        pub into_ticket: TicketId,
        pub by_name: String,
        pub at: Time,
        pub is_shared: bool,
        pub state_before: State,
        pub ball_before: Ball,
        pub on_hold_reason_before: Option<HoldReason>,
        pub on_hold_note_before: String,
        pub wakes_before: Option<Time>,
        pub news_before: Option<Time>,
        pub statement_before: Option<i64>,
        pub statement_made: Option<i64>,
        pub into_before: String,
        pub into_after: String,
    }
}

/// The merge that made a ticket part of another, unless it was undone.
pub fn find_of(tx: &mut Tx, from: TicketId) -> Result<Option<MergeRow>> {
    tx.find(
        sql!(
            "select m.id, m.from_ticket, m.into_ticket, p.name as by_name, m.at, m.is_shared,
              m.state_before, m.ball_before, m.on_hold_reason_before, m.on_hold_note_before,
              m.wakes_before, m.news_before, m.statement_before, m.statement_made,
              m.into_before, m.into_after
              from merge m join person p on p.id = m.by_id
              where m.from_ticket = $1 and m.undone_at is null"
        ),
        args![from],
    )
}

/// What is part of a ticket now, in the order it came.
pub fn list_into(tx: &mut Tx, into: TicketId) -> Result<Vec<MergeRow>> {
    tx.all(
        sql!(
            "select m.id, m.from_ticket, m.into_ticket, p.name as by_name, m.at, m.is_shared,
              m.state_before, m.ball_before, m.on_hold_reason_before, m.on_hold_note_before,
              m.wakes_before, m.news_before, m.statement_before, m.statement_made,
              m.into_before, m.into_after
              from merge m join person p on p.id = m.by_id
              where m.into_ticket = $1 and m.undone_at is null order by m.id limit 200"
        ),
        args![into],
    )
}

/// What a merge's row is made of.
pub struct NewRow<'a> {
    pub from: &'a Ticket,
    pub into: TicketId,
    pub by: PersonId,
    pub is_shared: bool,
    pub now: Time,
}

pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into merge (from_ticket, into_ticket, by_id, at, is_shared, state_before,
              ball_before, on_hold_reason_before, on_hold_note_before, wakes_before, news_before)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id"
        ),
        args![
            new.from.id,
            new.into,
            new.by,
            new.now,
            new.is_shared,
            new.from.state,
            new.from.ball,
            new.from.on_hold_reason,
            &new.from.on_hold_note,
            new.from.wakes_at,
            new.from.news_by
        ],
    )?;
    Ok(id)
}

/// What was said before, and what is said since; and how the other ticket weighed before and after.
pub fn update_statements(
    tx: &mut Tx,
    id: i64,
    (before, made): (Option<i64>, Option<i64>),
    (weighed, weighs): (&Weighed, &Weighed),
) -> Result<()> {
    let (weighed, weighs) = (weighed.to_json(), weighs.to_json());
    tx.run(
        sql!(
            "update merge set statement_before = $2, statement_made = $3, into_before = $4,
              into_after = $5 where id = $1"
        ),
        args![id, before, made, &weighed, &weighs],
    )?;
    Ok(())
}

/// Puts back how a ticket weighed and when news was due.
pub fn update_weighed(tx: &mut Tx, id: TicketId, back: &Weighed, now: Time) -> Result<()> {
    let news_by = back.news_by.map(Time::from_micros);
    tx.run(
        sql!(
            "update ticket set impact = $2, urgency = $3, priority = $4, news_by = $5,
              updated_at = $6, version = version + 1 where id = $1"
        ),
        args![id, back.impact, back.urgency, back.priority, news_by, now],
    )?;
    Ok(())
}

pub fn update_undone(tx: &mut Tx, id: i64, by: PersonId, now: Time) -> Result<()> {
    tx.run(
        sql!("update merge set undone_by = $2, undone_at = $3 where id = $1"),
        args![id, by, now],
    )?;
    Ok(())
}

/// How many of a ticket's people do not work in a department.
pub fn count_elsewhere(tx: &mut Tx, ticket: TicketId, department: DepartmentId) -> Result<i64> {
    let (count,) = tx.one(
        sql!(
            "select count(*) from person p where coalesce(p.department_id, 0) <> $2 and
              (p.id = (select requester_id from ticket where id = $1)
               or p.id in (select person_id from watcher where ticket_id = $1))"
        ),
        args![ticket, department],
    )?;
    Ok(count)
}

/// A message that was written on one ticket stands on another.
pub fn insert_moved(
    tx: &mut Tx,
    merge: &MergeRow,
    from: TicketId,
    into: TicketId,
    message: i64,
) -> Result<()> {
    tx.run(
        sql!("insert into merged_message (message_id, merge_id, from_ticket, into_ticket) values ($1, $2, $3, $4)"),
        args![message, merge.id, from, into],
    )?;
    Ok(())
}

/// What was written on a ticket and went to the one it is, or was, part of.
pub fn list_moved(tx: &mut Tx, from: TicketId) -> Result<Vec<MessageRow>> {
    tx.all(
        sql!("select m.id, m.author_id, p.name as author, m.visibility, m.is_from_provider, m.channel,
              m.body, m.html, m.cut, m.raw_key, m.created_at
              from merged_message g join message m on m.id = g.message_id
              join person p on p.id = m.author_id
              where g.from_ticket = $1 and m.visibility = 'public' order by m.id limit 200"),
        args![from],
    )
}
