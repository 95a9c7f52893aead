//! Reading what stands beside a ticket. Each statement is bounded.

use crate::resolution::Cause;
use base::{DepartmentId, PersonId, TicketId, Time, Tx, args, row, sql};
use db::{Filter, Result, Sql};

row! {
    /// How a ticket was put right in the end.
    #[derive(Clone, Debug)]
    pub struct PutRightRow {
        pub ticket_id: TicketId,
        pub by_name: String,
        pub cause: Cause,
        pub words: String,
        pub at: Time,
    }
}

/// The newest resolution of each of these tickets that still holds.
pub fn list_resolutions(tx: &mut Tx, tickets: &[TicketId]) -> Result<Vec<PutRightRow>> {
    let Some(last) = tickets.last() else { return Ok(Vec::new()) };
    // filled up to a power of two, so that a handful of statements serve lists of every length
    let filled = tickets.iter().chain(std::iter::repeat(last));
    let filled = filled.take(tickets.len().next_power_of_two());
    let mut filter = Filter::default();
    let places: Vec<_> = filled.map(|id| filter.bind(*id)).collect();
    let sql = Sql::built(format!(
        "select r.ticket_id, p.name as by_name, r.cause, r.words, r.at
          from resolution r join person p on p.id = r.by_id
          where r.id in (select max(id) from resolution where ticket_id in ({}) group by ticket_id)
          and r.reopened_at is null and r.words <> ''",
        places.join(", ")
    ));
    tx.all(&sql, &filter.values)
}

/// Other open tickets of a person, the newest first.
pub fn list_other_open(
    tx: &mut Tx,
    requester: PersonId,
    but: TicketId,
    most: i64,
) -> Result<Vec<(TicketId,)>> {
    tx.all(
        sql!(
            "select id from ticket where requester_id = $1 and is_open = true and id <> $2
              order by id desc limit $3"
        ),
        args![requester, but, most],
    )
}

/// A department's name and mission.
pub fn find_department(tx: &mut Tx, id: DepartmentId) -> Result<Option<(String, String)>> {
    tx.find(sql!("select name, mission from department where id = $1"), args![id])
}

/// Who speaks for a department.
pub fn list_contacts(tx: &mut Tx, id: DepartmentId) -> Result<Vec<(PersonId, String, String)>> {
    tx.all(
        sql!(
            "select p.id, p.name, p.email from role_grant g join person p on p.id = g.person_id
              where g.department_id = $1 and g.role = 'department_contact' and p.is_active
              order by p.name, p.id limit 3"
        ),
        args![id],
    )
}

/// How many open tickets a department has, counted no further than `most`.
pub fn count_open(tx: &mut Tx, id: DepartmentId, most: i64) -> Result<i64> {
    let (count,) = tx.one(
        sql!(
            "select count(*) from (select id from ticket where department_id = $1
              and is_open = true limit $2) x"
        ),
        args![id, most],
    )?;
    Ok(count)
}
