//! Rows of versions and of what they say.

use super::model::{Clause, Terms};
use crate::{
    drafting::{Checked, continued, stored},
    sides::Side,
};
use base::{DepartmentId, PersonId, ServiceId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A version.
    #[derive(Clone, Debug)]
    pub struct VersionRow {
        pub id: i64,
        pub agreement_id: i64,
        pub number: i64,
        /// Whose draft it is.
        pub side: Side,
        pub starts_on: String,
        pub ends_on: String,
        pub review_on: String,
        pub calendar_id: Option<i64>,
        pub calendar: Option<String>,
        pub made_by: Option<String>,
        pub made_at: Time,
        pub offered_at: Option<Time>,
        pub agreed_at: Option<Time>,
        pub dropped_at: Option<Time>,
    }
}

impl VersionRow {
    /// Whether somebody still works on it.
    pub fn is_open(&self) -> bool {
        self.agreed_at.is_none() && self.dropped_at.is_none()
    }
}

/// Every version of an agreement, from the first on.
pub fn list_versions(tx: &mut Tx, agreement: i64) -> Result<Vec<VersionRow>> {
    tx.all(
        sql!(
            "select v.id, v.agreement_id, v.number, v.side, v.starts_on, v.ends_on, v.review_on,
              v.calendar_id, c.name as calendar, p.name as made_by, v.made_at, v.offered_at,
              v.agreed_at, v.dropped_at
              from agreement_version v left join calendar c on c.id = v.calendar_id
              left join person p on p.id = v.made_by
              where v.agreement_id = $1 order by v.number"
        ),
        args![agreement],
    )
}

/// All that a version says.
pub fn load_terms(tx: &mut Tx, of: &VersionRow) -> Result<Terms> {
    Ok(Terms {
        starts_on: of.starts_on.clone(),
        ends_on: of.ends_on.clone(),
        review_on: of.review_on.clone(),
        calendar: of.calendar_id.zip(of.calendar.clone()),
        services: tx.all(
            sql!(
                "select s.id, s.name from agreement_service a join service s on s.id = a.service_id
                  where a.version_id = $1 order by lower(s.name), s.id"
            ),
            args![of.id],
        )?,
        targets: tx.all(
            sql!(
                "select measure, priority, ticket_kind, minutes from agreement_target
                  where version_id = $1 order by ticket_kind, priority, measure"
            ),
            args![of.id],
        )?,
        clauses: list_clauses(tx, of.id)?,
    })
}

fn list_clauses(tx: &mut Tx, version: i64) -> Result<Vec<Clause>> {
    tx.all(
        sql!(
            "select id, kind, number, coalesce(root_id, id) as root_id, words
              from agreement_clause where version_id = $1 order by kind, number, id"
        ),
        args![version],
    )
}

/// A new version; points that `before` had stay the same points.
pub fn insert_version(
    tx: &mut Tx,
    (agreement, number): (i64, i64),
    (side, offered_at): (Side, Option<Time>),
    (new, before): (&Checked, &[Clause]),
    (by, now): (Option<PersonId>, Time),
) -> Result<i64> {
    let (id,): (i64,) = tx.one(
        sql!(
            "insert into agreement_version (agreement_id, number, side, starts_on, ends_on,
              review_on, calendar_id, made_by, made_at, offered_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id"
        ),
        args![
            agreement,
            number,
            side,
            &new.starts.to_string(),
            &stored(new.ends),
            &stored(new.review),
            new.calendar,
            by,
            now,
            offered_at
        ],
    )?;
    insert_rows(tx, id, new)?;
    for one in continued(before, &new.clauses) {
        let root = one.from.map(|at| before[at].root_id);
        insert_clause(tx, id, (one.kind.as_str(), one.number), root, &one.words)?;
    }
    Ok(id)
}

fn insert_clause(
    tx: &mut Tx,
    version: i64,
    (kind, number): (&str, i64),
    root: Option<i64>,
    words: &str,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into agreement_clause (version_id, kind, number, root_id, words)
              values ($1, $2, $3, $4, $5)"
        ),
        args![version, kind, number, root, words],
    )?;
    Ok(())
}

fn insert_rows(tx: &mut Tx, id: i64, new: &Checked) -> Result<()> {
    for service in &new.services {
        tx.run(
            sql!(
                "insert into agreement_service (version_id, service_id) values ($1, $2)
                  on conflict do nothing"
            ),
            args![id, *service],
        )?;
    }
    for one in &new.targets {
        tx.run(
            sql!(
                "insert into agreement_target (version_id, measure, priority, ticket_kind, minutes)
                  values ($1, $2, $3, $4, $5)"
            ),
            args![id, one.measure, one.priority, &one.ticket_kind, one.minutes],
        )?;
    }
    Ok(())
}

/// Changes one that is still worked on.
pub fn update_version(tx: &mut Tx, id: i64, new: &Checked) -> Result<()> {
    tx.run(
        sql!(
            "update agreement_version set starts_on = $2, ends_on = $3, review_on = $4,
              calendar_id = $5 where id = $1 and agreed_at is null"
        ),
        args![id, &new.starts.to_string(), &stored(new.ends), &stored(new.review), new.calendar],
    )?;
    tx.run(sql!("delete from agreement_service where version_id = $1"), args![id])?;
    tx.run(sql!("delete from agreement_target where version_id = $1"), args![id])?;
    insert_rows(tx, id, new)?;
    let old = list_clauses(tx, id)?;
    let kept = continued(&old, &new.clauses);
    for (at, clause) in old.iter().enumerate() {
        if kept.iter().all(|one| one.from != Some(at)) {
            delete_clause(tx, clause.id)?;
        }
    }
    for one in kept {
        let Some(at) = one.from else {
            insert_clause(tx, id, (one.kind.as_str(), one.number), None, &one.words)?;
            continue;
        };
        tx.run(
            sql!("update agreement_clause set number = $2, words = $3 where id = $1"),
            args![old[at].id, one.number, &one.words],
        )?;
    }
    Ok(())
}

/// What was said about a point stays when the point goes.
fn delete_clause(tx: &mut Tx, id: i64) -> Result<()> {
    tx.run(sql!("update agreement_comment set clause_id = null where clause_id = $1"), args![id])?;
    tx.run(sql!("delete from agreement_clause where id = $1"), args![id])?;
    Ok(())
}

/// The other side sees it from now on. False if it did already.
pub fn update_offered(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update agreement_version set offered_at = $2
              where id = $1 and offered_at is null and agreed_at is null and dropped_at is null"
        ),
        args![id, now],
    )?;
    Ok(changed > 0)
}

/// Both sides said yes.
pub fn update_agreed(tx: &mut Tx, id: i64, now: Time) -> Result<()> {
    tx.run(
        sql!("update agreement_version set agreed_at = $2 where id = $1 and agreed_at is null"),
        args![id, now],
    )?;
    Ok(())
}

/// Nobody goes on with it. False if it is over already.
pub fn update_dropped(tx: &mut Tx, id: i64, by: Option<PersonId>, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update agreement_version set dropped_by = $2, dropped_at = $3
              where id = $1 and agreed_at is null and dropped_at is null"
        ),
        args![id, by, now],
    )?;
    Ok(changed > 0)
}

/// Which services every agreed version names.
pub fn list_all_services(tx: &mut Tx) -> Result<Vec<(i64, ServiceId)>> {
    tx.all(
        sql!(
            "select s.version_id, s.service_id from agreement_service s
              join agreement_version v on v.id = s.version_id where v.agreed_at is not null
              order by s.version_id, s.service_id"
        ),
        &[],
    )
}

row! {
    /// A number with the version it stands in.
    #[derive(Clone, Debug)]
    pub struct TargetRow {
        pub version_id: i64,
        pub measure: super::model::Measure,
        pub priority: i64,
        pub ticket_kind: String,
        pub minutes: i64,
    }
}

/// The numbers of every agreed version.
pub fn list_all_targets(tx: &mut Tx) -> Result<Vec<TargetRow>> {
    tx.all(
        sql!(
            "select t.version_id, t.measure, t.priority, t.ticket_kind, t.minutes
              from agreement_target t join agreement_version v on v.id = t.version_id
              where v.agreed_at is not null
              order by t.version_id, t.ticket_kind, t.priority, t.measure"
        ),
        &[],
    )
}

/// Services that a department offers, and those that are named already.
pub fn list_services(tx: &mut Tx, provider: DepartmentId) -> Result<Vec<(ServiceId, String)>> {
    tx.all(
        sql!(
            "with recursive own (id) as (select id from department where id = $1
                union select d.id from department d join own o on d.parent_id = o.id)
              select s.id, s.name from service s join own o on o.id = s.department_id
              where s.is_active order by lower(s.name), s.id limit 300"
        ),
        args![provider],
    )
}

/// Calendars that can be chosen: the row, the name, the hours.
pub fn list_calendars(tx: &mut Tx) -> Result<Vec<(i64, String, String, bool)>> {
    tx.all(
        sql!(
            "select id, name, hours, is_usual from calendar where is_active
              order by lower(name), id limit 200"
        ),
        &[],
    )
}
