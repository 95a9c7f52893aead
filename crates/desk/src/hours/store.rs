//! Closed hours that somebody noted.

use base::{DepartmentId, LocationId, TeamId, Time, Tx, args, sql};
use db::Result;

type Stretch = (Time, Time, String);

/// Those of a department that are not over before a time.
pub fn list_of_department(tx: &mut Tx, id: DepartmentId, from: Time) -> Result<Vec<Stretch>> {
    tx.all(
        sql!(
            "select starts_at, ends_at, title from occasion where is_active and is_closed
              and department_id = $1 and location_id is null and ends_at > $2
              order by starts_at limit 500"
        ),
        args![id, from],
    )
}

/// Those of a place, of what it is inside, and of its department.
pub fn list_of_place(tx: &mut Tx, id: LocationId, from: Time) -> Result<Vec<Stretch>> {
    tx.all(
        sql!(
            "select o.starts_at, o.ends_at, o.title from occasion o, location l
              where l.id = $1 and o.is_active and o.is_closed and o.ends_at > $2
              and (o.location_id = l.id or o.location_id = l.parent_id
                or (o.location_id is null and o.department_id = l.department_id))
              order by o.starts_at limit 500"
        ),
        args![id, from],
    )
}

pub fn find_department_of(tx: &mut Tx, id: TeamId) -> Result<Option<(DepartmentId,)>> {
    tx.find(sql!("select department_id from team where id = $1"), args![id])
}
