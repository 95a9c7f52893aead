//! Rows of what was promised.

use super::model::{ActionItem, Counts};
use base::{PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

/// Open ones of a relationship by day, or those that are over, the newest first.
pub fn list_open(tx: &mut Tx, relationship: i64) -> Result<Vec<ActionItem>> {
    tx.all(
        sql!(
            "select a.id, a.relationship_id, a.meeting_id, m.starts_at as met_at, a.words,
              a.owner_id, o.name as owner, o.is_active as is_owner_here,
              o.department_id as owner_department_id, a.due_on, a.ticket_id, a.promised_by,
              a.promised_at, a.done_words, a.done_at, a.dropped_at, a.is_open, a.version
              from action_item a left join person o on o.id = a.owner_id
              left join meeting m on m.id = a.meeting_id
              where a.relationship_id = $1 and a.is_open order by a.due_on, a.id limit 300"
        ),
        args![relationship],
    )
}

pub fn list_over(tx: &mut Tx, relationship: i64) -> Result<Vec<ActionItem>> {
    tx.all(
        sql!(
            "select a.id, a.relationship_id, a.meeting_id, m.starts_at as met_at, a.words,
              a.owner_id, o.name as owner, o.is_active as is_owner_here,
              o.department_id as owner_department_id, a.due_on, a.ticket_id, a.promised_by,
              a.promised_at, a.done_words, a.done_at, a.dropped_at, a.is_open, a.version
              from action_item a left join person o on o.id = a.owner_id
              left join meeting m on m.id = a.meeting_id
              where a.relationship_id = $1 and a.is_open = false order by a.id desc limit 200"
        ),
        args![relationship],
    )
}

/// What somebody has to do, or has done.
pub fn list_by_owner(tx: &mut Tx, owner: PersonId, is_open: bool) -> Result<Vec<ActionItem>> {
    tx.all(
        sql!(
            "select a.id, a.relationship_id, a.meeting_id, m.starts_at as met_at, a.words,
              a.owner_id, o.name as owner, o.is_active as is_owner_here,
              o.department_id as owner_department_id, a.due_on, a.ticket_id, a.promised_by,
              a.promised_at, a.done_words, a.done_at, a.dropped_at, a.is_open, a.version
              from action_item a left join person o on o.id = a.owner_id
              left join meeting m on m.id = a.meeting_id
              where a.owner_id = $1 and a.is_open = $2 order by a.due_on, a.id limit 200"
        ),
        args![owner, is_open],
    )
}

/// Everything that was promised at a meeting, in order.
pub fn list_by_meeting(tx: &mut Tx, meeting: i64) -> Result<Vec<ActionItem>> {
    tx.all(
        sql!(
            "select a.id, a.relationship_id, a.meeting_id, m.starts_at as met_at, a.words,
              a.owner_id, o.name as owner, o.is_active as is_owner_here,
              o.department_id as owner_department_id, a.due_on, a.ticket_id, a.promised_by,
              a.promised_at, a.done_words, a.done_at, a.dropped_at, a.is_open, a.version
              from action_item a left join person o on o.id = a.owner_id
              left join meeting m on m.id = a.meeting_id
              where a.meeting_id = $1 order by a.id limit 200"
        ),
        args![meeting],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<ActionItem>> {
    tx.find(
        sql!(
            "select a.id, a.relationship_id, a.meeting_id, m.starts_at as met_at, a.words,
              a.owner_id, o.name as owner, o.is_active as is_owner_here,
              o.department_id as owner_department_id, a.due_on, a.ticket_id, a.promised_by,
              a.promised_at, a.done_words, a.done_at, a.dropped_at, a.is_open, a.version
              from action_item a left join person o on o.id = a.owner_id
              left join meeting m on m.id = a.meeting_id where a.id = $1"
        ),
        args![id],
    )
}

/// How many are open, overdue, and nobody's.
pub fn count(tx: &mut Tx, relationship: i64, today: &str) -> Result<Counts> {
    let (open, overdue, nobody) = tx.one(
        sql!(
            "select count(*), coalesce(sum(case when due_on <> '' and due_on < $2 then 1 else 0 end), 0),
              coalesce(sum(case when owner_id is null then 1 else 0 end), 0)
              from action_item where relationship_id = $1 and is_open"
        ),
        args![relationship, today],
    )?;
    Ok(Counts { open, overdue, nobody })
}

/// How many were done between two times.
pub fn count_done(tx: &mut Tx, relationship: i64, (from, until): (Time, Time)) -> Result<i64> {
    let (done,) = tx.one(
        sql!(
            "select count(*) from action_item where relationship_id = $1 and is_open = false
              and done_at >= $2 and done_at < $3"
        ),
        args![relationship, from, until],
    )?;
    Ok(done)
}

/// One to be written.
pub struct NewRow<'a> {
    pub relationship: i64,
    pub meeting: Option<i64>,
    pub words: &'a str,
    pub owner: Option<PersonId>,
    pub due_on: &'a str,
    pub ticket: Option<TicketId>,
    pub by: PersonId,
    pub now: Time,
}

pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into action_item (relationship_id, meeting_id, words, owner_id, due_on, ticket_id,
              promised_by, promised_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id"
        ),
        args![
            new.relationship,
            new.meeting,
            new.words,
            new.owner,
            new.due_on,
            new.ticket,
            new.by,
            new.now
        ],
    )?;
    Ok(id)
}

/// The same promise written down at the same moment before: a form that was sent twice.
pub fn find_same(tx: &mut Tx, new: &NewRow<'_>, since: Time) -> Result<Option<(i64,)>> {
    tx.find(
        sql!(
            "select id from action_item where relationship_id = $1 and is_open
              and coalesce(meeting_id, 0) = $2 and words = $3 and promised_by = $4
              and promised_at >= $5 limit 1"
        ),
        args![new.relationship, new.meeting.unwrap_or_default(), new.words, new.by, since],
    )
}

/// False if the row has another version by now. What is due anew is reminded of anew.
pub fn update(tx: &mut Tx, (id, version): (i64, i64), new: &NewRow<'_>) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update action_item set words = $3, owner_id = $4, reminded_before_at =
              case when due_on = $5 then reminded_before_at end, reminded_due_at =
              case when due_on = $5 then reminded_due_at end, reminded_over_at =
              case when due_on = $5 then reminded_over_at end, due_on = $5, ticket_id = $6,
              version = version + 1 where id = $1 and version = $2 and is_open"
        ),
        args![id, version, new.words, new.owner, new.due_on, new.ticket],
    )?;
    Ok(changed > 0)
}

/// False if it is over already.
pub fn update_done(tx: &mut Tx, id: i64, by: PersonId, words: &str, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update action_item set is_open = false, done_by = $2, done_words = $3, done_at = $4,
              version = version + 1 where id = $1 and is_open"
        ),
        args![id, by, words, now],
    )?;
    Ok(changed > 0)
}

/// False if it is over already.
pub fn update_dropped(tx: &mut Tx, id: i64, by: PersonId, words: &str, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update action_item set is_open = false, dropped_by = $2, done_words = $3,
              dropped_at = $4, version = version + 1 where id = $1 and is_open"
        ),
        args![id, by, words, now],
    )?;
    Ok(changed > 0)
}

row! {
    /// One whose owner may have to be reminded.
    #[derive(Clone, Debug)]
    pub struct DueRow {
        pub id: i64,
        pub words: String,
        pub due_on: String,
        pub owner_id: PersonId,
        pub is_before_sent: bool,
        pub is_due_sent: bool,
    }
}

/// Those due up to a day, of which nobody has been told that the day has passed.
pub fn list_due(tx: &mut Tx, until: &str) -> Result<Vec<DueRow>> {
    tx.all(
        sql!(
            "select a.id, a.words, a.due_on, a.owner_id,
              a.reminded_before_at is not null as is_before_sent,
              a.reminded_due_at is not null as is_due_sent
              from action_item a join person o on o.id = a.owner_id
              where a.is_open and a.reminded_over_at is null and a.due_on <> '' and a.due_on <= $1
              and o.is_active order by a.due_on, a.id limit 500"
        ),
        args![until],
    )
}

/// True for the one who takes it.
pub fn take_before(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let taken = tx.run(
        sql!(
            "update action_item set reminded_before_at = $2 where id = $1 and is_open
              and reminded_before_at is null and reminded_due_at is null"
        ),
        args![id, now],
    )?;
    Ok(taken > 0)
}

/// True for the one who takes it.
pub fn take_due(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let taken = tx.run(
        sql!(
            "update action_item set reminded_due_at = $2 where id = $1 and is_open
              and reminded_due_at is null"
        ),
        args![id, now],
    )?;
    Ok(taken > 0)
}

/// True for the one who takes it.
pub fn take_overdue(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let taken = tx.run(
        sql!(
            "update action_item set reminded_over_at = $2 where id = $1 and is_open
              and reminded_over_at is null"
        ),
        args![id, now],
    )?;
    Ok(taken > 0)
}
