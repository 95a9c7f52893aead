//! Rows that tell who stands on which side.

use base::{DepartmentId, PersonId, TeamId, Tx, args, sql};
use db::Result;

/// Every department with what is above it.
pub fn load_parents(tx: &mut Tx) -> Result<Vec<(DepartmentId, Option<DepartmentId>)>> {
    tx.all(sql!("select id, parent_id from department"), &[])
}

/// Which team is of which department.
pub fn list_teams(tx: &mut Tx) -> Result<Vec<(TeamId, DepartmentId)>> {
    tx.all(sql!("select id, department_id from team"), &[])
}

/// Every department that can be chosen: its name, whether it helps others, whether it is not ours.
pub fn list_departments(tx: &mut Tx) -> Result<Vec<(DepartmentId, String, bool, String)>> {
    tx.all(
        sql!(
            "select id, name, is_provider, kind from department where is_active
              order by lower(name), id"
        ),
        &[],
    )
}

/// Every team that can be chosen, with its department.
pub fn list_named_teams(tx: &mut Tx) -> Result<Vec<(TeamId, String, DepartmentId, String)>> {
    tx.all(
        sql!(
            "select t.id, t.name, t.department_id, d.name from team t
              join department d on d.id = t.department_id where t.is_active and d.is_active
              order by lower(d.name), lower(t.name), t.id"
        ),
        &[],
    )
}

/// Whoever keeps a department's side, with their roles.
pub fn list_keepers(
    tx: &mut Tx,
    department: DepartmentId,
) -> Result<Vec<(PersonId, String, String)>> {
    tx.all(
        sql!(
            "select p.id, p.name, g.role from role_grant g join person p on p.id = g.person_id
              where g.department_id = $1 and p.is_active
              and g.role in ('manager', 'it_manager', 'liaison', 'department_contact')
              order by lower(p.name), p.id limit 50"
        ),
        args![department],
    )
}
