//! Deeds by kind, from the record of what was done.

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

/// On how many tickets they worked since then: answered, noted, took, held or put right.
pub fn count_tickets_of_person(tx: &mut Tx, id: PersonId, since: Time) -> Result<i64> {
    let (n,) = tx.one(
        sql!(
            "select count(distinct ticket_id) from event where actor_id = $1 and at >= $2
              and kind in ('message.answered', 'message.noted', 'ticket.assigned', 'ticket.held',
                'ticket.resolved', 'ticket.played_back', 'ticket.handed_over')"
        ),
        args![id, since],
    )?;
    Ok(n)
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

/// On how many tickets they worked since then.
pub fn count_tickets_of_department(
    tx: &mut Tx,
    id: DepartmentId,
    other: DepartmentId,
    since: Time,
) -> Result<i64> {
    let (n,) = tx.one(
        sql!(
            "with recursive side (id) as (select id from department where id = $1
                union select d.id from department d join side s on d.parent_id = s.id
                where d.id <> $2)
              select count(distinct e.ticket_id) from person p join side s on s.id = p.department_id
              join event e on e.actor_id = p.id and e.at >= $3
              where e.kind in ('message.answered', 'message.noted', 'ticket.assigned',
                'ticket.held', 'ticket.resolved', 'ticket.played_back', 'ticket.handed_over')"
        ),
        args![id, other, since],
    )?;
    Ok(n)
}
