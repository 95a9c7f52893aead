//! Rows of teams.

use super::model::{NewTeam, Team};
use crate::Named;
use base::{DepartmentId, TeamId, Tx, args, sql};
use db::Result;

pub fn list(tx: &mut Tx, after: i64, most: i64) -> Result<Vec<Team>> {
    tx.all(
        sql!(
            "select t.id, t.name, t.department_id, d.name as department, t.email,
              t.calendar_id, c.name as calendar, t.is_active,
              t.version, (select count(*) from role_grant g join person p on p.id = g.person_id
                where g.team_id = t.id and g.role = 'agent' and p.is_active) as members
              from team t join department d on d.id = t.department_id
              left join calendar c on c.id = t.calendar_id
              where t.id > $1 order by t.id limit $2"
        ),
        args![after, most],
    )
}

pub fn list_by_name(tx: &mut Tx) -> Result<Vec<Team>> {
    tx.all(
        sql!(
            "select t.id, t.name, t.department_id, d.name as department, t.email,
              t.calendar_id, c.name as calendar, t.is_active,
              t.version, (select count(*) from role_grant g join person p on p.id = g.person_id
                where g.team_id = t.id and g.role = 'agent' and p.is_active) as members
              from team t join department d on d.id = t.department_id
              left join calendar c on c.id = t.calendar_id
              order by lower(t.name), t.id"
        ),
        &[],
    )
}

pub fn get(tx: &mut Tx, id: TeamId) -> Result<Team> {
    tx.one(
        sql!(
            "select t.id, t.name, t.department_id, d.name as department, t.email,
              t.calendar_id, c.name as calendar, t.is_active,
              t.version, (select count(*) from role_grant g join person p on p.id = g.person_id
                where g.team_id = t.id and g.role = 'agent' and p.is_active) as members
              from team t join department d on d.id = t.department_id
              left join calendar c on c.id = t.calendar_id where t.id = $1"
        ),
        args![id],
    )
}

/// The agents of a team, by name.
pub fn list_members(tx: &mut Tx, id: TeamId) -> Result<Vec<Named>> {
    tx.all(
        sql!(
            "select p.id, p.name from person p where p.is_active and p.id in
              (select person_id from role_grant where team_id = $1 and role = 'agent')
              order by lower(p.name), p.id"
        ),
        args![id],
    )
}

/// The names to choose from.
pub fn names(tx: &mut Tx) -> Result<Vec<Named>> {
    tx.all(sql!("select id, name from team where is_active order by lower(name), id"), &[])
}

/// The departments that give help, and `also`.
pub fn list_providers(tx: &mut Tx, also: Option<DepartmentId>) -> Result<Vec<Named>> {
    tx.all(
        sql!(
            "select id, name from department where (is_provider and is_active) or id = $1
              order by lower(name), id"
        ),
        args![also.map_or(0, |id| id.0)],
    )
}

pub fn exists(tx: &mut Tx, id: TeamId) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(sql!("select id from team where id = $1"), args![id])?;
    Ok(found.is_some())
}

pub fn find_by_name(tx: &mut Tx, name: &str) -> Result<Option<(TeamId,)>> {
    tx.find(sql!("select id from team where lower(name) = lower($1)"), args![name])
}

pub fn is_provider(tx: &mut Tx, id: DepartmentId) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.find(sql!("select id from department where id = $1 and is_provider"), args![id])?;
    Ok(found.is_some())
}

pub fn insert(tx: &mut Tx, new: &NewTeam) -> Result<TeamId> {
    let (id,) = tx.one(
        sql!(
            "insert into team (name, department_id, email, calendar_id) values ($1, $2, $3, $4)
              returning id"
        ),
        args![&new.name, new.department, &new.email, new.calendar],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, id: TeamId, version: i64, new: &NewTeam) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update team set name = $3, department_id = $4, email = $5, calendar_id = $6,
              version = version + 1 where id = $1 and version = $2"
        ),
        args![id, version, &new.name, new.department, &new.email, new.calendar],
    )?;
    Ok(changed > 0)
}

/// False if it was so already.
pub fn update_active(tx: &mut Tx, id: TeamId, is_active: bool) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update team set is_active = $2, version = version + 1
              where id = $1 and is_active <> $2"
        ),
        args![id, is_active],
    )?;
    Ok(changed > 0)
}

/// The team that mail and everything without a service goes to: the one chosen in administration, or
/// the first.
pub fn find_intake(tx: &mut Tx) -> Result<Option<TeamId>> {
    let found: Option<(TeamId,)> = tx.find(
        sql!(
            "select t.id from team t
              left join setting s on s.name = 'intake_team' and s.value = cast(t.id as text)
              where t.is_active order by case when s.name is null then 1 else 0 end, t.id limit 1"
        ),
        &[],
    )?;
    Ok(found.map(|(team,)| team))
}

/// From now on what is about no service goes to this team.
pub fn set_intake(tx: &mut Tx, id: TeamId) -> Result<()> {
    tx.run(
        sql!(
            "insert into setting (name, value) values ('intake_team', $1)
              on conflict (name) do update set value = excluded.value"
        ),
        args![&id.to_string()],
    )?;
    Ok(())
}
