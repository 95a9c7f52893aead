//! Rows of suggestions, and the low marks behind them.

use crate::felt::LOW;
use base::{PersonId, ServiceId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A suggestion to look for what is behind low marks.
    #[derive(Clone, Debug)]
    pub struct RepeatRow {
        /// Its row.
        pub id: i64,
        /// About what.
        pub service_id: ServiceId,
        /// Its name.
        pub service: String,
        /// When there were enough.
        pub found_at: Time,
        /// Who said what becomes of it.
        pub settled_by: Option<String>,
        /// When.
        pub settled_at: Option<Time>,
        /// problem, review, not; empty: it is open.
        pub ending: String,
        /// Why not.
        pub reason: String,
        /// The problem record.
        pub problem_id: Option<TicketId>,
        /// The review.
        pub review_id: Option<i64>,
    }
}

/// Open ones, and those settled since a time: open ones first, then the newest.
pub fn list(tx: &mut Tx, since: Time) -> Result<Vec<RepeatRow>> {
    tx.all(
        sql!(
            "select r.id, r.service_id, s.name as service, r.found_at, p.name as settled_by,
              r.settled_at, r.ending, r.reason, r.problem_id, r.review_id from felt_repeat r
              join service s on s.id = r.service_id left join person p on p.id = r.settled_by
              where r.settled_at is null or r.settled_at >= $1
              order by case when r.settled_at is null then 1 else 2 end, r.id desc limit 200"
        ),
        args![since],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<RepeatRow>> {
    tx.find(
        sql!(
            "select r.id, r.service_id, s.name as service, r.found_at, p.name as settled_by,
              r.settled_at, r.ending, r.reason, r.problem_id, r.review_id from felt_repeat r
              join service s on s.id = r.service_id left join person p on p.id = r.settled_by
              where r.id = $1"
        ),
        args![id],
    )
}

pub fn find_open(tx: &mut Tx, service: ServiceId) -> Result<Option<(i64,)>> {
    tx.find(
        sql!("select id from felt_repeat where service_id = $1 and settled_at is null"),
        args![service],
    )
}

pub fn list_tickets(tx: &mut Tx, id: i64) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!("select ticket_id from felt_repeat_ticket where repeat_id = $1 order by ticket_id"),
        args![id],
    )
}

/// Of these tickets, those whose mark is kept from whoever worked on them.
pub fn list_kept(tx: &mut Tx, id: i64) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select f.ticket_id from felt_repeat_ticket k
              join feedback f on f.ticket_id = k.ticket_id
              where k.repeat_id = $1 and f.kept_at is not null"
        ),
        args![id],
    )
}

/// Tickets about a service with a low mark since a time, which nobody has looked into.
pub fn list_low(tx: &mut Tx, service: ServiceId, since: Time) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select f.ticket_id from feedback f join ticket t on t.id = f.ticket_id
              where f.at >= $2 and t.service_id = $1 and f.score <= $3
              and not exists (select 1 from felt_repeat_ticket k where k.ticket_id = f.ticket_id)
              order by f.ticket_id limit 500"
        ),
        args![service, since, LOW],
    )
}

/// Makes one; none where another has just been made.
pub fn insert(tx: &mut Tx, service: ServiceId, now: Time) -> Result<Option<(i64,)>> {
    tx.find(
        sql!(
            "insert into felt_repeat (service_id, found_at) values ($1, $2)
              on conflict (service_id) where settled_at is null do nothing returning id"
        ),
        args![service, now],
    )
}

pub fn insert_ticket(tx: &mut Tx, id: i64, ticket: TicketId) -> Result<()> {
    tx.run(
        sql!(
            "insert into felt_repeat_ticket (repeat_id, ticket_id) values ($1, $2)
              on conflict (ticket_id) do nothing"
        ),
        args![id, ticket],
    )?;
    Ok(())
}

/// What became of one.
pub struct Settled<'a> {
    pub ending: super::Ending,
    pub reason: &'a str,
    pub problem: Option<TicketId>,
    pub review: Option<i64>,
}

/// False if somebody else has said what becomes of it.
pub fn update_settled(
    tx: &mut Tx,
    id: i64,
    settled: &Settled<'_>,
    by: PersonId,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update felt_repeat set ending = $2, reason = $3, problem_id = $4, review_id = $5,
              settled_by = $6, settled_at = $7 where id = $1 and settled_at is null"
        ),
        args![id, settled.ending, settled.reason, settled.problem, settled.review, by, now],
    )?;
    Ok(changed > 0)
}

/// Whoever looks after the team of a service or one of the departments that were unhappy.
pub fn list_hearing(tx: &mut Tx, id: i64) -> Result<Vec<(PersonId,)>> {
    tx.all(
        sql!(
            "select distinct p.id from felt_repeat_ticket k join ticket t on t.id = k.ticket_id
              left join team m on m.id = t.team_id
              join role_grant g on (g.role = 'it_manager' and g.department_id = m.department_id)
                or (g.role = 'liaison' and g.department_id = t.department_id)
              join person p on p.id = g.person_id and p.is_active
              where k.repeat_id = $1 order by p.id"
        ),
        args![id],
    )
}
