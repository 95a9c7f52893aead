//! Rows of what is open between two departments.

use base::{
    DepartmentId, LocationId, PersonId, ServiceId, TeamId, TicketId, Time, Tx, args, row, sql,
};
use db::Result;
use desk::tickets::Ball;

row! {
    /// An open request.
    #[derive(Clone, Debug)]
    pub struct OpenRow {
        pub id: TicketId,
        pub subject: String,
        pub ball: Ball,
        pub priority: i64,
        pub requester_id: PersonId,
        pub reporter_id: PersonId,
        pub department_id: Option<DepartmentId>,
        pub team_id: Option<TeamId>,
        pub assignee_id: Option<PersonId>,
        pub location: Option<String>,
        pub service: Option<String>,
        pub service_id: Option<ServiceId>,
        pub location_id: Option<LocationId>,
        pub stopped: String,
        pub news_by: Option<Time>,
        pub created_at: Time,
        /// Since when a supplier was asked and has not answered.
        pub asked_at: Option<Time>,
    }
}

/// What is open, what hurts most first.
pub fn list_open(
    tx: &mut Tx,
    customer: DepartmentId,
    provider: DepartmentId,
    most: i64,
) -> Result<Vec<OpenRow>> {
    tx.all(
        sql!(
            "with recursive customer (id) as (select id from department where id = $1
                union select d.id from department d join customer c on d.parent_id = c.id
                where d.id <> $2),
              provider (id) as (select id from department where id = $2
                union select d.id from department d join provider p on d.parent_id = p.id
                where d.id <> $1)
              select t.id, t.subject, t.ball, t.priority, t.requester_id, t.reporter_id,
                t.department_id, t.team_id, t.assignee_id, l.name as location, s.name as service,
                t.service_id, t.location_id, t.stopped, t.news_by, t.created_at,
                (select min(h.at) from hand_over h where h.ticket_id = t.id
                  and h.at > coalesce((select max(a.answered_at) from hand_over a
                    where a.ticket_id = t.id), 0)) as asked_at
              from customer c join ticket t on t.department_id = c.id and t.is_open = true
              left join location l on l.id = t.location_id
              left join service s on s.id = t.service_id
              where t.team_id in (select m.id from team m join provider p on p.id = m.department_id)
              order by t.priority, t.created_at, t.id limit $3"
        ),
        args![customer, provider, most],
    )
}

row! {
    /// The same thing, several times.
    #[derive(Clone, Debug)]
    pub struct RepeatRow {
        pub service_id: ServiceId,
        pub service: String,
        pub location_id: Option<LocationId>,
        pub location: Option<String>,
        pub device: Option<String>,
        pub times: i64,
        pub last_at: Time,
    }
}

impl RepeatRow {
    /// Where those of them that are open stand.
    pub fn href(&self, relationship: &i64) -> String {
        let place = self.location_id.map(|id| format!("&location={id}")).unwrap_or_default();
        format!("/relationships/{relationship}/requests?service={}{place}", self.service_id)
    }
}

/// Faults of the same service at the same place, or of the same device, at least three times since
/// then; the most often first.
pub fn list_repeats(
    tx: &mut Tx,
    customer: DepartmentId,
    provider: DepartmentId,
    since: Time,
) -> Result<Vec<RepeatRow>> {
    tx.all(
        sql!(
            "with recursive customer (id) as (select id from department where id = $1
                union select d.id from department d join customer c on d.parent_id = c.id
                where d.id <> $2),
              provider (id) as (select id from department where id = $2
                union select d.id from department d join provider p on d.parent_id = p.id
                where d.id <> $1),
              again as (select t.service_id, t.location_id, t.device_id, count(*) as times,
                max(t.created_at) as last_at
                from customer c join ticket t on t.department_id = c.id and t.created_at >= $3
                  and t.kind = 'incident'
                where t.service_id is not null and t.team_id in
                  (select m.id from team m join provider p on p.id = m.department_id)
                group by t.service_id, t.location_id, t.device_id having count(*) >= 3)
              select a.service_id, s.name as service, a.location_id, l.name as location,
                v.name as device, a.times, a.last_at
              from again a join service s on s.id = a.service_id
              left join location l on l.id = a.location_id left join device v on v.id = a.device_id
              order by a.times desc, a.last_at desc, a.service_id limit 10"
        ),
        args![customer, provider, since],
    )
}

row! {
    /// What may happen if nothing is done by a day.
    #[derive(Clone, Debug)]
    pub struct RiskRow {
        pub ticket_id: TicketId,
        pub kind: desk::impact::RiskKind,
        pub consequence: String,
        pub bites_on: String,
    }
}

/// Risks of open requests with a day from `from` to `until`, as the newest statement of each names
/// them.
pub fn list_risks(
    tx: &mut Tx,
    customer: DepartmentId,
    provider: DepartmentId,
    from: &str,
    until: &str,
) -> Result<Vec<RiskRow>> {
    tx.all(
        sql!(
            "with recursive customer (id) as (select id from department where id = $1
                union select d.id from department d join customer c on d.parent_id = c.id
                where d.id <> $2),
              provider (id) as (select id from department where id = $2
                union select d.id from department d join provider p on d.parent_id = p.id
                where d.id <> $1)
              select t.id as ticket_id, r.kind, r.consequence, r.bites_on
              from customer c join ticket t on t.department_id = c.id and t.is_open = true
              join risk r on r.statement_id =
                (select max(i.id) from impact_statement i where i.ticket_id = t.id)
              where t.team_id in (select m.id from team m join provider p on p.id = m.department_id)
                and r.bites_on >= $3 and r.bites_on <= $4
              order by r.bites_on, t.priority, r.id limit 100"
        ),
        args![customer, provider, from, until],
    )
}

row! {
    /// Somebody who looks after it.
    #[derive(Clone, Debug)]
    pub struct KeeperRow {
        pub person_id: PersonId,
        pub name: String,
        pub title: String,
        pub role: base::Role,
        pub department_id: DepartmentId,
        pub department: String,
    }
}

/// Liaisons and managers of either department.
pub fn list_keepers(
    tx: &mut Tx,
    customer: DepartmentId,
    provider: DepartmentId,
) -> Result<Vec<KeeperRow>> {
    tx.all(
        sql!(
            "select p.id as person_id, p.name, p.title, g.role, g.department_id, d.name as department
              from role_grant g join person p on p.id = g.person_id and p.is_active
              join department d on d.id = g.department_id
              where g.department_id in ($1, $2) and g.role in ('liaison', 'manager', 'it_manager')
              order by lower(p.name), p.id, g.role"
        ),
        args![customer, provider],
    )
}
