//! Rows of the directory.

use super::model::{DepartmentRow, PersonRow, PhoneFor, RoleRow, TeamRow};
use base::{DepartmentId, LocationId, PersonId, Tx, args, row, sql};
use db::Result;

pub fn list_departments(tx: &mut Tx) -> Result<Vec<DepartmentRow>> {
    tx.all(
        sql!(
            "select id, name, kind, is_provider, parent_id, mission, is_active from department
              order by lower(name), id"
        ),
        &[],
    )
}

pub fn list_teams(tx: &mut Tx) -> Result<Vec<TeamRow>> {
    tx.all(
        sql!("select id, name, department_id, email, is_active from team order by lower(name), id"),
        &[],
    )
}

pub fn list_people(tx: &mut Tx) -> Result<Vec<PersonRow>> {
    tx.all(
        sql!(
            "select p.id, p.name, p.title, p.department_id, l.name as location, c.manager_id
              from person p left join location l on l.id = p.location_id
              left join person_card c on c.person_id = p.id
              where p.is_active and p.department_id is not null order by lower(p.name), p.id"
        ),
        &[],
    )
}

pub fn list_roles(tx: &mut Tx) -> Result<Vec<RoleRow>> {
    tx.all(
        sql!(
            "select person_id, role, department_id, team_id from role_grant
              where role in ('manager', 'it_manager', 'agent') order by id"
        ),
        &[],
    )
}

row! {
    /// Somebody, whether or not they are still here, with what they say of themselves.
    #[derive(Clone, Debug)]
    pub struct CardRow {
        pub id: PersonId,
        pub name: String,
        pub email: String,
        pub title: String,
        pub department_id: Option<DepartmentId>,
        pub is_active: bool,
        pub location: Option<String>,
        pub location_id: Option<LocationId>,
        pub about: String,
        pub phone: String,
        pub phone_for: PhoneFor,
        pub is_left_out: bool,
        pub manager_id: Option<PersonId>,
        pub version: i64,
    }
}

pub fn find_card(tx: &mut Tx, id: PersonId) -> Result<Option<CardRow>> {
    tx.find(
        sql!(
            "select p.id, p.name, p.email, p.title, p.department_id, p.is_active,
              l.name as location, p.location_id, coalesce(c.about, '') as about,
              coalesce(c.phone, '') as phone, coalesce(c.phone_for, 'nobody') as phone_for,
              coalesce(c.is_left_out, false) as is_left_out, c.manager_id,
              coalesce(c.version, 0) as version
              from person p left join location l on l.id = p.location_id
              left join person_card c on c.person_id = p.id where p.id = $1"
        ),
        args![id],
    )
}

/// What is written down of somebody.
pub struct NewCard<'a> {
    pub about: &'a str,
    pub phone: &'a str,
    pub phone_for: PhoneFor,
    pub is_left_out: bool,
    pub manager: Option<PersonId>,
}

/// False if the card has another version by now; 0: there was none.
pub fn update_card(tx: &mut Tx, id: PersonId, version: i64, new: &NewCard<'_>) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into person_card (person_id, about, phone, phone_for, is_left_out, manager_id)
              values ($1, $3, $4, $5, $6, $7)
              on conflict (person_id) do update set about = $3, phone = $4, phone_for = $5,
              is_left_out = $6, manager_id = $7, version = person_card.version + 1
              where person_card.version = $2"
        ),
        args![id, version, new.about, new.phone, new.phone_for, new.is_left_out, new.manager],
    )?;
    Ok(changed > 0)
}
