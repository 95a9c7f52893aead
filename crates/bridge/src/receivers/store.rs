//! Rows of whoever can be thanked, or asked to own something.

use base::{DepartmentId, PersonId, TeamId, TicketId, Tx, args, row, sql};
use db::Result;

row! {
    /// Somebody who could be thanked.
    #[derive(Clone, Debug)]
    pub struct Named {
        pub id: PersonId,
        pub name: String,
        /// Has not left.
        pub is_active: bool,
        pub department_id: Option<DepartmentId>,
        pub department: Option<String>,
    }
}

pub fn find_person(tx: &mut Tx, id: PersonId) -> Result<Option<Named>> {
    tx.find(
        sql!(
            "select p.id, p.name, p.is_active, p.department_id, d.name as department
              from person p left join department d on d.id = p.department_id where p.id = $1"
        ),
        args![id],
    )
}

/// Those of this name or address, or whose name begins so.
pub fn list_called(tx: &mut Tx, text: &str) -> Result<Vec<Named>> {
    let until = format!("{}\u{10ffff}", text.to_lowercase());
    tx.all(
        sql!(
            "select p.id, p.name, p.is_active, p.department_id, d.name as department
              from person p left join department d on d.id = p.department_id
              where p.email = lower($1) or (lower(p.name) >= lower($1) and lower(p.name) < $2)
              order by p.is_active desc, lower(p.name), p.id limit 10"
        ),
        args![text, &until],
    )
}

/// Who works in a team, besides those who answer for it.
pub fn list_members(tx: &mut Tx, team: TeamId) -> Result<Vec<(PersonId,)>> {
    tx.all(
        sql!(
            "select distinct p.id from role_grant g join person p on p.id = g.person_id
              where g.team_id = $1 and g.role = 'agent' and p.is_active order by p.id limit 200"
        ),
        args![team],
    )
}

/// Who works in a department.
pub fn list_staff(tx: &mut Tx, department: DepartmentId) -> Result<Vec<(PersonId,)>> {
    tx.all(
        sql!("select id from person where department_id = $1 and is_active order by id limit 200"),
        args![department],
    )
}

/// The teams of somebody, and where they work.
pub fn list_teams_of(tx: &mut Tx, person: PersonId) -> Result<Vec<(TeamId,)>> {
    tx.all(
        sql!(
            "select distinct team_id from role_grant
              where person_id = $1 and role = 'agent' and team_id is not null"
        ),
        args![person],
    )
}

pub fn find_team(tx: &mut Tx, id: TeamId) -> Result<Option<(String, DepartmentId)>> {
    tx.find(sql!("select name, department_id from team where id = $1 and is_active"), args![id])
}

pub fn find_department(tx: &mut Tx, id: DepartmentId) -> Result<Option<(String,)>> {
    tx.find(sql!("select name from department where id = $1 and is_active"), args![id])
}

/// Every team in use, by name.
pub fn list_teams(tx: &mut Tx) -> Result<Vec<(TeamId, String, DepartmentId)>> {
    tx.all(
        sql!("select id, name, department_id from team where is_active order by lower(name), id"),
        &[],
    )
}

/// Every department in use, by name.
pub fn list_departments(tx: &mut Tx) -> Result<Vec<(DepartmentId, String)>> {
    tx.all(sql!("select id, name from department where is_active order by lower(name), id"), &[])
}

/// Who did something on a ticket that everybody on it may know, the first first.
pub fn list_hands(tx: &mut Tx, ticket: TicketId) -> Result<Vec<(PersonId, String)>> {
    tx.all(
        sql!(
            "select p.id, p.name from person p join (select actor_id, min(id) as first from event
                where ticket_id = $1 and not is_internal and actor_id is not null
                group by actor_id) e on e.actor_id = p.id
              where p.is_active order by e.first limit 6"
        ),
        args![ticket],
    )
}

/// Help that somebody was given on a ticket and thanked for, and that is no praise yet.
pub fn list_thanked(
    tx: &mut Tx,
    ticket: TicketId,
    asker: PersonId,
) -> Result<Vec<(i64, String, String)>> {
    tx.all(
        sql!(
            "select s.id, h.name, s.thanks from assist s join person h on h.id = s.helper_id
              where s.ticket_id = $1 and s.asked_by = $2 and s.thanked_at is not null
              and h.is_active
              and not exists (select 1 from praise p where p.assist_id = s.id) order by s.id"
        ),
        args![ticket, asker],
    )
}
