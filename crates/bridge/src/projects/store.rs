//! Rows of projects, their people and their tickets.

use super::model::{NewProject, Project, ProjectState};
use base::{PersonId, TicketId, Time, Tx, args, sql};
use db::Result;
use people::Named;

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Project>> {
    tx.find(
        sql!(
            "select p.id, p.relationship_id, p.name, p.aim, p.customer_gives, p.provider_gives,
              p.customer_sponsor_id, c.name as customer_sponsor,
              c.is_active as is_customer_sponsor_here, p.provider_sponsor_id,
              s.name as provider_sponsor, s.is_active as is_provider_sponsor_here, p.state,
              p.state_words, p.state_at, p.begun_by, p.begun_at, p.version
              from project p left join person c on c.id = p.customer_sponsor_id
              left join person s on s.id = p.provider_sponsor_id where p.id = $1"
        ),
        args![id],
    )
}

/// Those of a relationship, the newest first.
pub fn list_by_relationship(tx: &mut Tx, relationship: i64) -> Result<Vec<Project>> {
    tx.all(
        sql!(
            "select p.id, p.relationship_id, p.name, p.aim, p.customer_gives, p.provider_gives,
              p.customer_sponsor_id, c.name as customer_sponsor,
              c.is_active as is_customer_sponsor_here, p.provider_sponsor_id,
              s.name as provider_sponsor, s.is_active as is_provider_sponsor_here, p.state,
              p.state_words, p.state_at, p.begun_by, p.begun_at, p.version
              from project p left join person c on c.id = p.customer_sponsor_id
              left join person s on s.id = p.provider_sponsor_id
              where p.relationship_id = $1 order by p.id desc limit 200"
        ),
        args![relationship],
    )
}

/// Those that somebody was asked into, the newest first.
pub fn list_by_member(tx: &mut Tx, person: PersonId) -> Result<Vec<Project>> {
    tx.all(
        sql!(
            "select p.id, p.relationship_id, p.name, p.aim, p.customer_gives, p.provider_gives,
              p.customer_sponsor_id, c.name as customer_sponsor,
              c.is_active as is_customer_sponsor_here, p.provider_sponsor_id,
              s.name as provider_sponsor, s.is_active as is_provider_sponsor_here, p.state,
              p.state_words, p.state_at, p.begun_by, p.begun_at, p.version
              from project_person m join project p on p.id = m.project_id
              left join person c on c.id = p.customer_sponsor_id
              left join person s on s.id = p.provider_sponsor_id
              where m.person_id = $1 order by p.id desc limit 200"
        ),
        args![person],
    )
}

pub fn is_member(tx: &mut Tx, id: i64, person: PersonId) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!("select person_id from project_person where project_id = $1 and person_id = $2"),
        args![id, person],
    )?;
    Ok(found.is_some())
}

/// Who was asked in and is still here, by name.
pub fn list_people(tx: &mut Tx, id: i64) -> Result<Vec<Named>> {
    tx.all(
        sql!(
            "select p.id, p.name from project_person m join person p on p.id = m.person_id
              where m.project_id = $1 and p.is_active order by lower(p.name), p.id"
        ),
        args![id],
    )
}

/// Everybody a project is for: who stands for it, began it, was asked in or wrote in it.
pub fn list_concerned(tx: &mut Tx, id: i64) -> Result<Vec<(PersonId,)>> {
    tx.all(
        sql!(
            "select id from person where is_active and id in (
              select customer_sponsor_id from project where id = $1
              union select provider_sponsor_id from project where id = $1
              union select begun_by from project where id = $1
              union select person_id from project_person where project_id = $1
              union select author_id from project_message where project_id = $1) order by id"
        ),
        args![id],
    )
}

/// Its tickets, the newest first.
pub fn list_tickets(tx: &mut Tx, id: i64) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select ticket_id from project_ticket where project_id = $1
              order by ticket_id desc limit 200"
        ),
        args![id],
    )
}

/// The people of a department and below it who can stand for something, by name. `also` stays in
/// the list whoever they are.
pub fn list_of_department(tx: &mut Tx, department: i64, also: i64) -> Result<Vec<Named>> {
    tx.all(
        sql!(
            "with recursive below (id) as (
              select id from department where id = $1
              union select d.id from department d join below b on d.parent_id = b.id)
              select p.id, p.name from person p
              where (p.is_active and p.department_id in (select id from below)) or p.id = $2
              order by lower(p.name), p.id limit 1000"
        ),
        args![department, also],
    )
}

/// A project of the same name that the same person began since then.
pub fn find_same(
    tx: &mut Tx,
    relationship: i64,
    name: &str,
    by: Option<PersonId>,
    since: Time,
) -> Result<Option<(i64,)>> {
    tx.find(
        sql!(
            "select id from project where relationship_id = $1 and name = $2
              and begun_by is not distinct from $3 and begun_at >= $4 order by id limit 1"
        ),
        args![relationship, name, by, since],
    )
}

pub fn insert(
    tx: &mut Tx,
    relationship: i64,
    new: &NewProject,
    by: Option<PersonId>,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into project (relationship_id, name, aim, customer_gives, provider_gives,
              customer_sponsor_id, provider_sponsor_id, state, state_at, begun_by, begun_at)
              values ($1, $2, $3, $4, $5, $6, $7, 'planned', $9, $8, $9) returning id"
        ),
        args![
            relationship,
            &new.name,
            &new.aim,
            &new.customer_gives,
            &new.provider_gives,
            new.customer_sponsor,
            new.provider_sponsor,
            by,
            now
        ],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, (id, version): (i64, i64), new: &NewProject) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update project set name = $3, aim = $4, customer_gives = $5, provider_gives = $6,
              customer_sponsor_id = $7, provider_sponsor_id = $8, version = version + 1
              where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            &new.name,
            &new.aim,
            &new.customer_gives,
            &new.provider_gives,
            new.customer_sponsor,
            new.provider_sponsor
        ],
    )?;
    Ok(changed > 0)
}

pub fn update_state(
    tx: &mut Tx,
    id: i64,
    state: ProjectState,
    words: &str,
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "update project set state = $2, state_words = $3, state_by = $4, state_at = $5,
              version = version + 1 where id = $1"
        ),
        args![id, state, words, by, now],
    )?;
    Ok(())
}

/// False if they take part already.
pub fn insert_person(
    tx: &mut Tx,
    id: i64,
    person: PersonId,
    by: Option<PersonId>,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into project_person (project_id, person_id, added_by, added_at)
              values ($1, $2, $3, $4) on conflict do nothing"
        ),
        args![id, person, by, now],
    )?;
    Ok(changed > 0)
}

/// False if they did not take part.
pub fn delete_person(tx: &mut Tx, id: i64, person: PersonId) -> Result<bool> {
    let changed = tx.run(
        sql!("delete from project_person where project_id = $1 and person_id = $2"),
        args![id, person],
    )?;
    Ok(changed > 0)
}

/// False if it is there already.
pub fn insert_ticket(
    tx: &mut Tx,
    id: i64,
    ticket: TicketId,
    by: Option<PersonId>,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into project_ticket (project_id, ticket_id, added_by, added_at)
              values ($1, $2, $3, $4) on conflict do nothing"
        ),
        args![id, ticket, by, now],
    )?;
    Ok(changed > 0)
}

/// False if it was not there.
pub fn delete_ticket(tx: &mut Tx, id: i64, ticket: TicketId) -> Result<bool> {
    let changed = tx.run(
        sql!("delete from project_ticket where project_id = $1 and ticket_id = $2"),
        args![id, ticket],
    )?;
    Ok(changed > 0)
}

/// The projects a ticket belongs to.
pub fn list_by_ticket(tx: &mut Tx, ticket: TicketId) -> Result<Vec<(i64,)>> {
    tx.all(
        sql!("select project_id from project_ticket where ticket_id = $1 order by project_id"),
        args![ticket],
    )
}
