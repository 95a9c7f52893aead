//! Rows of what requests took.

use base::{DepartmentId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// How far a request got, and when.
    #[derive(Clone, Debug)]
    pub struct TookRow {
        pub priority: i64,
        pub created_at: Time,
        pub first_response_at: Option<Time>,
        pub resolved_at: Option<Time>,
    }
}

/// Requests of a department, and of what is below it, that teams of a provider had, the newest first.
pub fn list_took(
    tx: &mut Tx,
    (provider, customer): (DepartmentId, DepartmentId),
    since: Time,
) -> Result<Vec<TookRow>> {
    tx.all(
        sql!(
            "with recursive own (id) as (select id from department where id = $2
                union select d.id from department d join own o on d.parent_id = o.id
                where d.id <> $1)
              select t.priority, t.created_at, t.first_response_at, t.resolved_at
              from ticket t join team m on m.id = t.team_id
              where m.department_id = $1 and t.created_at >= $3
                and t.department_id in (select id from own)
              order by t.id desc limit 5000"
        ),
        args![provider, customer, since],
    )
}

/// Two departments by name.
pub fn find_name(tx: &mut Tx, id: DepartmentId) -> Result<Option<(String,)>> {
    tx.find(sql!("select name from department where id = $1"), args![id])
}
