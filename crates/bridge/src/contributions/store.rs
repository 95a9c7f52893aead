//! Deeds by kind, from the record of what was done.

use super::model::Things;
use base::{DepartmentId, PersonId, Time, Tx, args, sql};
use db::Result;

/// The name of somebody, and where they work.
pub fn find_person(tx: &mut Tx, id: PersonId) -> Result<Option<(String, Option<DepartmentId>)>> {
    tx.find(sql!("select name, department_id from person where id = $1"), args![id])
}

/// Who answers for departments.
pub fn list_managers(tx: &mut Tx) -> Result<Vec<(DepartmentId, PersonId)>> {
    tx.all(
        sql!(
            "select g.department_id, g.person_id from role_grant g
              join person p on p.id = g.person_id and p.is_active
              where g.role in ('manager', 'it_manager') and g.department_id is not null"
        ),
        &[],
    )
}

/// What somebody did since then.
pub fn count_of_person(tx: &mut Tx, id: PersonId, since: Time) -> Result<Vec<(String, i64)>> {
    tx.all(
        sql!(
            "select kind, count(*) from event where actor_id = $1 and at >= $2
              group by kind order by kind"
        ),
        args![id, since],
    )
}

/// What one person did since then, each thing once: on how many tickets they worked and how many they
/// put right, how many tours and placements they had a part in, and in how many published reviews
/// they wrote.
pub fn count_things_of_person(tx: &mut Tx, id: PersonId, since: Time) -> Result<Things> {
    let (worked, resolved) = tx.one(
        sql!(
            "select count(distinct ticket_id),
              count(distinct case when kind = 'ticket.resolved' then ticket_id end)
              from event where actor_id = $1 and at >= $2
              and kind in ('message.answered', 'message.noted', 'ticket.assigned', 'ticket.held',
                'ticket.resolved', 'ticket.played_back', 'ticket.handed_over')"
        ),
        args![id, since],
    )?;
    let (tours,) = tx.one(
        sql!(
            "select (select count(*) from tour t where t.state = 'done' and t.state_at >= $2
                and (t.created_by = $1 or t.state_by = $1
                  or t.id in (select tour_id from tour_guest where person_id = $1)))
              + (select count(*) from placement where state = 'ended' and state_at >= $2
                and (person_id = $1 or host_id = $1))"
        ),
        args![id, since],
    )?;
    let (reviews,) = tx.one(
        sql!(
            "select count(distinct v.id) from review v join review_part x on x.review_id = v.id
              where v.published_at >= $2 and x.by_id = $1 and x.removed_at is null
                and (x.kind <> 'own' or x.consented_at is not null)"
        ),
        args![id, since],
    )?;
    Ok(Things { worked, resolved, tours, reviews })
}

/// How many people work in a department or below it, but not on the other side.
pub fn count_people(tx: &mut Tx, id: DepartmentId, other: DepartmentId) -> Result<i64> {
    let (n,) = tx.one(
        sql!(
            "with recursive side (id) as (select id from department where id = $1
                union select d.id from department d join side s on d.parent_id = s.id
                where d.id <> $2)
              select count(*) from person p join side s on s.id = p.department_id
              where p.is_active"
        ),
        args![id, other],
    )?;
    Ok(n)
}

/// Who works in a department or below it, but not on the other side, and where.
pub fn list_people(
    tx: &mut Tx,
    id: DepartmentId,
    other: DepartmentId,
) -> Result<Vec<(PersonId, String, DepartmentId)>> {
    tx.all(
        sql!(
            "with recursive side (id) as (select id from department where id = $1
                union select d.id from department d join side s on d.parent_id = s.id
                where d.id <> $2)
              select p.id, p.name, s.id from person p join side s on s.id = p.department_id
              where p.is_active order by p.name, p.id"
        ),
        args![id, other],
    )
}

/// What the people who work there did since then.
pub fn count_of_department(
    tx: &mut Tx,
    id: DepartmentId,
    other: DepartmentId,
    since: Time,
) -> Result<Vec<(String, i64)>> {
    tx.all(
        sql!(
            "with recursive side (id) as (select id from department where id = $1
                union select d.id from department d join side s on d.parent_id = s.id
                where d.id <> $2)
              select e.kind, count(*) from person p join side s on s.id = p.department_id
              join event e on e.actor_id = p.id and e.at >= $3
              group by e.kind order by e.kind"
        ),
        args![id, other, since],
    )
}

/// The same for the people who work there, each thing once however many had a hand in it.
pub fn count_things_of_department(
    tx: &mut Tx,
    id: DepartmentId,
    other: DepartmentId,
    since: Time,
) -> Result<Things> {
    let (worked, resolved) = tx.one(
        sql!(
            "with recursive side (id) as (select id from department where id = $1
                union select d.id from department d join side s on d.parent_id = s.id
                where d.id <> $2)
              select count(distinct e.ticket_id),
                count(distinct case when e.kind = 'ticket.resolved' then e.ticket_id end)
              from person p join side s on s.id = p.department_id
              join event e on e.actor_id = p.id and e.at >= $3
              where e.kind in ('message.answered', 'message.noted', 'ticket.assigned',
                'ticket.held', 'ticket.resolved', 'ticket.played_back', 'ticket.handed_over')"
        ),
        args![id, other, since],
    )?;
    let (tours,) = tx.one(
        sql!(
            "with recursive side (id) as (select id from department where id = $1
                union select d.id from department d join side s on d.parent_id = s.id
                where d.id <> $2),
              ours (id) as (select p.id from person p join side s on s.id = p.department_id)
              select (select count(*) from tour t where t.state = 'done' and t.state_at >= $3
                  and (t.created_by in (select id from ours) or t.state_by in (select id from ours)
                    or t.id in (select g.tour_id from tour_guest g join ours o on o.id = g.person_id)
                    or t.id in (select x.tour_id from tour_date x join ours o on o.id = x.by_id
                      or o.id = x.answered_by)))
                + (select count(*) from placement where state = 'ended' and state_at >= $3
                  and (person_id in (select id from ours) or host_id in (select id from ours)))"
        ),
        args![id, other, since],
    )?;
    let (reviews,) = tx.one(
        sql!(
            "with recursive side (id) as (select id from department where id = $1
                union select d.id from department d join side s on d.parent_id = s.id
                where d.id <> $2)
              select count(distinct v.id) from review v join review_part x on x.review_id = v.id
              join person p on p.id = x.by_id join side s on s.id = p.department_id
              where v.published_at >= $3 and x.removed_at is null
                and (x.kind <> 'own' or x.consented_at is not null)"
        ),
        args![id, other, since],
    )?;
    Ok(Things { worked, resolved, tours, reviews })
}
