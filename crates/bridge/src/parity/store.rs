//! What is compared: one row for each request that was put right.

use base::{DepartmentId, LocationId, PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A request that was put right.
    #[derive(Debug)]
    pub struct SampleRow {
        pub requester_id: PersonId,
        pub department_id: DepartmentId,
        pub location_id: Option<LocationId>,
        /// In µs.
        pub first: Option<i64>,
        /// In µs.
        pub resolution: i64,
        pub reopened: i64,
        pub felt: Option<i64>,
    }
}

/// What a provider put right since then, for anybody: the newest first.
pub fn list(
    tx: &mut Tx,
    customer: DepartmentId,
    provider: DepartmentId,
    since: Time,
    most: i64,
) -> Result<Vec<SampleRow>> {
    tx.all(
        sql!(
            "with recursive provider (id) as (select id from department where id = $2
                union select d.id from department d join provider p on d.parent_id = p.id
                where d.id <> $1)
              select t.requester_id, t.department_id, t.location_id,
                t.first_response_at - t.created_at as first,
                t.resolved_at - t.created_at as resolution, t.reopened, f.score as felt
              from department d join ticket t on t.department_id = d.id and t.resolved_at >= $3
              left join feedback f on f.ticket_id = t.id
              where t.team_id in (select m.id from team m join provider p on p.id = m.department_id)
              order by t.resolved_at desc limit $4"
        ),
        args![customer, provider, since, most],
    )
}

/// Every department with its name and what is above it.
pub fn list_departments(tx: &mut Tx) -> Result<Vec<(DepartmentId, String, Option<DepartmentId>)>> {
    tx.all(sql!("select id, name, parent_id from department"), &[])
}

/// Every place with its name and what is above it.
pub fn list_locations(tx: &mut Tx) -> Result<Vec<(LocationId, String, Option<LocationId>)>> {
    tx.all(sql!("select id, name, parent_id from location"), &[])
}

/// Everybody who speaks for a department or looks after one, and everybody who works on tickets.
pub fn list_roles(tx: &mut Tx) -> Result<Vec<(PersonId, base::Role)>> {
    tx.all(
        sql!(
            "select person_id, role from role_grant where role in
              ('department_contact', 'liaison', 'manager', 'it_manager', 'agent')"
        ),
        &[],
    )
}
