//! Rows of reports by code, of who they stand for, and of tries.

use super::model::{PATRONS, ReportRow, State, Symptom};
use crate::scan_rules::Reason;
use base::{
    DepartmentId, DeviceId, LocationId, PersonId, TeamId, TicketId, Time, Tx, args, row, sql,
};
use db::Result;

pub fn get(tx: &mut Tx, id: i64) -> Result<ReportRow> {
    tx.one(
        sql!(
            "select r.id, r.key, r.scan_code_id, r.symptom, r.words, r.is_cut, r.answers, r.state, nullif(r.reason, '') as reason,
              r.device_id, d.name as device, d.service_id, s.team_id, r.location_id, l.name as location,
              coalesce(l.department_id, p.department_id) as department_id, r.ticket_id,
              t.created_at as ticket_at, r.by_id, w.name as decided_by, r.decided_at, r.at
              from scan_report r left join device d on d.id = r.device_id
              left join service s on s.id = d.service_id
              left join location l on l.id = r.location_id
              left join location p on p.id = l.parent_id
              left join ticket t on t.id = r.ticket_id
              left join person w on w.id = r.decided_by where r.id = $1"
        ),
        args![id],
    )
}

/// A report by the key of its form, if it came by this code.
pub fn find_by_key(tx: &mut Tx, code: i64, key: &str) -> Result<Option<(i64,)>> {
    tx.find(
        sql!("select id from scan_report where key = $2 and scan_code_id = $1"),
        args![code, key],
    )
}

/// Those in a state, the oldest first; of the last month where they are settled.
pub fn list_by_state(tx: &mut Tx, state: State, since: Time) -> Result<Vec<ReportRow>> {
    tx.all(
        sql!(
            "select r.id, r.key, r.scan_code_id, r.symptom, r.words, r.is_cut, r.answers, r.state, nullif(r.reason, '') as reason,
              r.device_id, d.name as device, d.service_id, s.team_id, r.location_id, l.name as location,
              coalesce(l.department_id, p.department_id) as department_id, r.ticket_id,
              t.created_at as ticket_at, r.by_id, w.name as decided_by, r.decided_at, r.at
              from scan_report r left join device d on d.id = r.device_id
              left join service s on s.id = d.service_id
              left join location l on l.id = r.location_id
              left join location p on p.id = l.parent_id
              left join ticket t on t.id = r.ticket_id
              left join person w on w.id = r.decided_by
              where r.state = $1 and r.at > $2 order by r.id limit 200"
        ),
        args![state, since],
    )
}

/// A department, a team, and how many wait for both.
type Waiting = (Option<DepartmentId>, Option<TeamId>, i64);

/// How many wait, by department and by the team that the device's service has.
pub fn count_waiting(tx: &mut Tx) -> Result<Vec<Waiting>> {
    tx.all(
        sql!(
            "select coalesce(l.department_id, p.department_id), s.team_id, count(*) from scan_report r
              left join device d on d.id = r.device_id
              left join service s on s.id = d.service_id
              left join location l on l.id = r.location_id
              left join location p on p.id = l.parent_id
              where r.state = 'waiting' group by coalesce(l.department_id, p.department_id), s.team_id"
        ),
        &[],
    )
}

row! {
    /// A report on the page of its ticket.
    #[derive(Clone, Debug)]
    pub struct PanelRow {
        pub symptom: Symptom,
        pub words: String,
        pub is_cut: bool,
        pub answers: String,
        pub by: Option<String>,
        pub at: Time,
    }
}

impl PanelRow {
    /// What was answered, for people.
    pub fn said(&self) -> Vec<(String, String)> {
        super::model::said(&self.answers)
    }
}

/// Reports that are counted on a ticket, the newest first.
pub fn list_of_ticket(tx: &mut Tx, ticket: TicketId) -> Result<Vec<PanelRow>> {
    tx.all(
        sql!(
            "select r.symptom, r.words, r.is_cut, r.answers, p.name as by, r.at from scan_report r
              left join person p on p.id = r.by_id
              where r.ticket_id = $1 and r.state in ('opened', 'counted')
              order by r.id desc limit 50"
        ),
        args![ticket],
    )
}

/// The open incident or problem about a device, the newest.
pub fn find_open_about(tx: &mut Tx, device: DeviceId) -> Result<Option<(TicketId, Time)>> {
    tx.find(
        sql!(
            "select id, created_at from ticket where device_id = $1 and is_open
              and kind in ('incident', 'problem') order by id desc limit 1"
        ),
        args![device],
    )
}

/// The open ticket that the same was reported on by the code of this place.
pub fn find_open_at(tx: &mut Tx, code: i64, symptom: Symptom) -> Result<Option<(TicketId, Time)>> {
    tx.find(
        sql!(
            "select t.id, t.created_at from scan_report r join ticket t on t.id = r.ticket_id
              where r.scan_code_id = $1 and r.symptom = $2 and t.is_open order by r.id desc limit 1"
        ),
        args![code, symptom],
    )
}

/// What a report row is made of.
pub struct NewRow<'a> {
    pub key: &'a str,
    pub code: i64,
    pub device: Option<DeviceId>,
    pub location: Option<LocationId>,
    pub symptom: Symptom,
    pub words: &'a str,
    pub is_cut: bool,
    pub answers: &'a str,
    pub reason: Option<Reason>,
    pub by: Option<PersonId>,
    pub now: Time,
}

/// Waiting, until it is settled.
pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<i64> {
    let reason = new.reason.map(Reason::as_str).unwrap_or_default();
    let (id,) = tx.one(
        sql!(
            "insert into scan_report (key, scan_code_id, device_id, location_id, symptom, words,
              is_cut, state, reason, by_id, at, answers)
              values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10, $11) returning id"
        ),
        args![
            new.key,
            new.code,
            new.device,
            new.location,
            new.symptom,
            new.words,
            new.is_cut,
            reason,
            new.by,
            new.now,
            new.answers
        ],
    )?;
    Ok(id)
}

pub fn update_decision(
    tx: &mut Tx,
    id: i64,
    (state, ticket): (State, Option<TicketId>),
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "update scan_report set state = $2, ticket_id = $3, decided_by = $4, decided_at = $5
              where id = $1"
        ),
        args![id, state, ticket, by, now],
    )?;
    Ok(())
}

pub fn count_since(tx: &mut Tx, code: i64, since: Time) -> Result<i64> {
    let (count,) = tx.one(
        sql!("select count(*) from scan_report where scan_code_id = $1 and at > $2"),
        args![code, since],
    )?;
    Ok(count)
}

pub fn count_tries(tx: &mut Tx, subject: &str, since: Time) -> Result<i64> {
    let (count,) = tx.one(
        sql!("select count(*) from scan_try where subject = $1 and at > $2"),
        args![subject, since],
    )?;
    Ok(count)
}

/// Notes a try, and forgets those of before.
pub fn insert_try(tx: &mut Tx, subject: &str, now: Time, before: Time) -> Result<()> {
    tx.run(sql!("delete from scan_try where at < $1"), args![before])?;
    tx.run(sql!("insert into scan_try (subject, at) values ($1, $2)"), args![subject, now])?;
    Ok(())
}

/// The person that stands for everybody without an account: nobody can sign in as it or write to it.
pub fn ensure_patrons(tx: &mut Tx, name: &str, now: Time) -> Result<PersonId> {
    tx.run(
        sql!(
            "insert into person (name, email, is_active, created_at) values ($1, $2, false, $3)
              on conflict (email) do nothing"
        ),
        args![name, PATRONS, now],
    )?;
    let (id,) = tx.one(sql!("select id from person where email = $1"), args![PATRONS])?;
    Ok(id)
}
