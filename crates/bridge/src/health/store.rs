//! What is counted, by month. Each statement reads the month's own rows by an index and gives a few.

use base::{DepartmentId, Time, Tx, args, row, sql};
use db::Result;

/// The helped and the helping department.
pub type Pair = (DepartmentId, DepartmentId);

row! {
    /// What was put right.
    #[derive(Debug)]
    pub struct DoneRow {
        pub resolved: i64,
        pub reopened: i64,
        pub kept: i64,
        pub felt: i64,
        pub felt_sum: i64,
        pub lost: i64,
        pub lost_minutes: i64,
    }
}

pub fn count_done(tx: &mut Tx, of: Pair, from: Time, until: Time) -> Result<DoneRow> {
    tx.one(
        sql!(
            "with recursive customer (id) as (select id from department where id = $1
                union select d.id from department d join customer c on d.parent_id = c.id
                where d.id <> $2),
              provider (id) as (select id from department where id = $2
                union select d.id from department d join provider p on d.parent_id = p.id
                where d.id <> $1),
              done as (select t.id, t.reopened from customer c
                join ticket t on t.department_id = c.id and t.resolved_at >= $3
                  and t.resolved_at < $4
                where t.team_id in (select m.id from team m join provider p on p.id = m.department_id))
              select count(*) as resolved,
                cast(coalesce(sum(case when d.reopened > 0 then 1 else 0 end), 0) as bigint)
                  as reopened,
                cast(coalesce(sum(case when exists (select 1 from event e where e.ticket_id = d.id
                  and e.kind = 'ticket.news_missed') then 0 else 1 end), 0) as bigint) as kept,
                count(f.score) as felt,
                cast(coalesce(sum(f.score), 0) as bigint) as felt_sum,
                count(f.lost_minutes) as lost,
                cast(coalesce(sum(f.lost_minutes), 0) as bigint) as lost_minutes
              from done d left join feedback f on f.ticket_id = d.id"
        ),
        args![of.0, of.1, from, until],
    )
}

/// How many had an answer, and the middle of how long it took, in µs: the mean of the two in the
/// middle where there are two.
pub fn count_first(tx: &mut Tx, of: Pair, from: Time, until: Time) -> Result<(i64, Option<i64>)> {
    tx.one(
        sql!(
            "with recursive customer (id) as (select id from department where id = $1
                union select d.id from department d join customer c on d.parent_id = c.id
                where d.id <> $2),
              provider (id) as (select id from department where id = $2
                union select d.id from department d join provider p on d.parent_id = p.id
                where d.id <> $1),
              taken as (select t.first_response_at - t.created_at as took,
                row_number() over (order by t.first_response_at - t.created_at) as place,
                count(*) over () as total
                from customer c join ticket t on t.department_id = c.id and t.resolved_at >= $3
                  and t.resolved_at < $4
                where t.first_response_at is not null and t.team_id in
                  (select m.id from team m join provider p on p.id = m.department_id))
              select coalesce(max(total), 0) as total, cast(avg(took) as bigint) as middle
              from taken where place in ((total + 1) / 2, (total + 2) / 2)"
        ),
        args![of.0, of.1, from, until],
    )
}

/// How long what was put right had waited for each, in µs, as the events say: who has the ball
/// changes with each of these kinds; a message of those who asked matters only where it was theirs.
pub fn count_waits(tx: &mut Tx, of: Pair, from: Time, until: Time) -> Result<(i64, i64, i64)> {
    tx.one(
        sql!(
            "with recursive customer (id) as (select id from department where id = $1
                union select d.id from department d join customer c on d.parent_id = c.id
                where d.id <> $2),
              provider (id) as (select id from department where id = $2
                union select d.id from department d join provider p on d.parent_id = p.id
                where d.id <> $1),
              turn as (select e.ticket_id, e.id, e.at, case
                  when e.kind = 'ticket.held' and e.after like 'awaiting_requester%' then 'requester'
                  when e.kind = 'ticket.held' and e.after like 'awaiting_supplier%' then 'supplier'
                  when e.kind = 'ticket.played_back' then 'requester'
                  when e.kind in ('ticket.resolved', 'ticket.closed', 'ticket.cancelled',
                    'ticket.fine_now', 'ticket.fixed_itself', 'ticket.merged') then 'nobody'
                  when e.kind = 'message.added' then 'said'
                  else 'provider' end as ball
                from customer c join ticket t on t.department_id = c.id and t.resolved_at >= $3
                  and t.resolved_at < $4
                join event e on e.ticket_id = t.id
                where t.team_id in (select m.id from team m join provider p on p.id = m.department_id)
                  and (e.kind in ('ticket.opened', 'ticket.held', 'ticket.played_back',
                    'ticket.resolved', 'ticket.closed', 'ticket.cancelled', 'ticket.fine_now',
                    'ticket.fixed_itself', 'ticket.merged', 'ticket.woken', 'ticket.reopened',
                    'ticket.playback_confirmed', 'ticket.playback_corrected', 'message.added')
                    or (e.kind = 'ticket.state_changed' and e.after = 'open'))),
              heard as (select ticket_id, id, at, ball,
                lag(ball) over (partition by ticket_id order by at, id) as was from turn),
              span as (select at, case when ball = 'said' then 'provider' else ball end as ball,
                lead(at) over (partition by ticket_id order by at, id) as until
                from heard where ball <> 'said' or was = 'requester')
              select
                cast(coalesce(sum(case when ball = 'requester' then until - at else 0 end), 0) as bigint)
                  as on_customer,
                cast(coalesce(sum(case when ball = 'provider' then until - at else 0 end), 0) as bigint)
                  as on_provider,
                cast(coalesce(sum(case when ball = 'supplier' then until - at else 0 end), 0) as bigint)
                  as on_supplier
              from span where until is not null"
        ),
        args![of.0, of.1, from, until],
    )
}

/// How many faults were reported, and how many of them about the same device, or the same service
/// at the same place, as another one since `since`.
pub fn count_repeats(
    tx: &mut Tx,
    of: Pair,
    (since, from, until): (Time, Time, Time),
    within: i64,
) -> Result<(i64, i64)> {
    tx.one(
        sql!(
            "with recursive customer (id) as (select id from department where id = $1
                union select d.id from department d join customer c on d.parent_id = c.id
                where d.id <> $2),
              provider (id) as (select id from department where id = $2
                union select d.id from department d join provider p on d.parent_id = p.id
                where d.id <> $1),
              fault as (select t.created_at, t.service_id, lag(t.created_at) over
                  (partition by t.service_id, t.location_id, t.device_id order by t.created_at) as last
                from customer c join ticket t on t.department_id = c.id and t.created_at >= $3
                  and t.created_at < $5 and t.kind = 'incident'
                where t.team_id in (select m.id from team m join provider p on p.id = m.department_id))
              select count(*) as opened,
                cast(coalesce(sum(case when last >= created_at - $6 and service_id is not null
                  then 1 else 0 end), 0) as bigint) as repeats
              from fault where created_at >= $4"
        ),
        args![of.0, of.1, since, from, until, within],
    )
}

/// How often somebody of either side helped the other with a ticket of theirs.
pub fn count_assists(tx: &mut Tx, of: Pair, from: Time, until: Time) -> Result<i64> {
    let (n,) = tx.one(
        sql!(
            "with recursive customer (id) as (select id from department where id = $1
                union select d.id from department d join customer c on d.parent_id = c.id
                where d.id <> $2),
              provider (id) as (select id from department where id = $2
                union select d.id from department d join provider p on d.parent_id = p.id
                where d.id <> $1),
              side (id) as (select id from customer union select id from provider)
              select count(*) from side s join person p on p.department_id = s.id
              join event e on e.actor_id = p.id and e.at >= $3 and e.at < $4
              join ticket t on t.id = e.ticket_id
              where e.kind = 'ticket.assist_given'
                and t.department_id in (select id from customer)"
        ),
        args![of.0, of.1, from, until],
    )?;
    Ok(n)
}

/// What else both sides did with each other, by kind: what was shown, tried, thought of, reached,
/// looked back at and said thanks for. Of thanks, only what may be read by more than its receiver.
pub fn count_deeds(
    tx: &mut Tx,
    relationship: i64,
    from: Time,
    until: Time,
) -> Result<Vec<(String, i64)>> {
    tx.all(
        sql!(
            "select 'tour' as kind, count(*) as n from tour
                where relationship_id = $1 and state = 'done' and starts_at >= $2 and starts_at < $3
              union all select 'placement', count(*) from placement
                where relationship_id = $1 and state = 'ended' and state_at >= $2 and state_at < $3
              union all select 'idea', count(*) from idea
                where relationship_id = $1 and noted_at >= $2 and noted_at < $3
              union all select 'milestone', count(*) from project p
                join milestone m on m.project_id = p.id and m.removed_at is null
                where p.relationship_id = $1 and m.reached_at >= $2 and m.reached_at < $3
              union all select 'review', count(*) from review
                where relationship_id = $1 and published_at >= $2 and published_at < $3
              union all select 'praise', count(*) from praise
                where relationship_id = $1 and sharing <> 'private'
                  and decided_at >= $2 and decided_at < $3"
        ),
        args![relationship, from, until],
    )
}

/// What was promised for these days (`YYYY-MM-DD`, the last one not among them) and is still wanted:
/// the day, and when it was done.
pub fn list_due(
    tx: &mut Tx,
    relationship: i64,
    from: &str,
    until: &str,
) -> Result<Vec<(String, Option<Time>)>> {
    tx.all(
        sql!(
            "select due_on, done_at from action_item where relationship_id = $1
              and due_on >= $2 and due_on < $3 and dropped_at is null"
        ),
        args![relationship, from, until],
    )
}

/// The months that were counted when they were over.
pub fn list_months(tx: &mut Tx, relationship: i64, from: &str) -> Result<Vec<(String, String)>> {
    tx.all(
        sql!(
            "select month, figures from relationship_month
              where relationship_id = $1 and month >= $2 order by month"
        ),
        args![relationship, from],
    )
}

/// Keeps a month; the first one to count it is right.
pub fn insert_month(
    tx: &mut Tx,
    relationship: i64,
    month: &str,
    figures: &str,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into relationship_month (relationship_id, month, figures, counted_at)
              values ($1, $2, $3, $4) on conflict do nothing"
        ),
        args![relationship, month, figures, now],
    )?;
    Ok(())
}

/// Forgets what was counted, so that it is counted anew.
pub fn delete_months(tx: &mut Tx, relationship: i64) -> Result<()> {
    tx.run(sql!("delete from relationship_month where relationship_id = $1"), args![relationship])?;
    Ok(())
}
