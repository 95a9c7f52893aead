//! Rows of work at a desk and of what was tried there.

use super::model::{Outcome, Whom};
use crate::devices::DeviceKind;
use base::{DepartmentId, DeviceId, LocationId, PersonId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A device within reach of a desk.
    #[derive(Clone, Debug)]
    pub struct NearRow {
        pub id: DeviceId,
        pub name: String,
        pub kind: DeviceKind,
        pub location: Option<String>,
    }
}

/// The devices at a place and in its rooms, by name.
pub fn list_near(tx: &mut Tx, place: LocationId) -> Result<Vec<NearRow>> {
    tx.all(
        sql!(
            "select d.id, d.name, d.kind, l.name as location from device d
              join location l on l.id = d.location_id
              where d.is_active and (d.location_id = $1 or l.parent_id = $1)
              order by lower(d.name), d.id limit 60"
        ),
        args![place],
    )
}

/// What a row of work is made of.
pub struct NewRow<'a> {
    pub ticket: TicketId,
    pub by: PersonId,
    pub location: Option<LocationId>,
    pub kind: DeviceKind,
    pub device: Option<DeviceId>,
    pub whom: Whom,
    pub outcome: Outcome,
    pub check: Option<i64>,
    pub fixed_by: &'a str,
    pub minutes: Option<i64>,
    pub now: Time,
}

pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<()> {
    tx.run(
        sql!(
            "insert into desk_work (ticket_id, by_id, location_id, kind, device_id, whom, outcome,
              check_id, fixed_by, minutes, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        args![
            new.ticket, new.by, new.location, new.kind, new.device, new.whom, new.outcome,
            new.check, new.fixed_by, new.minutes, new.now
        ],
    )?;
    Ok(())
}

pub fn insert_tried(
    tx: &mut Tx,
    ticket: TicketId,
    (check, words): (i64, &str),
    by: PersonId,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into tried_check (ticket_id, check_id, words, by_id, at)
              values ($1, $2, $3, $4, $5)"
        ),
        args![ticket, check, words, by, now],
    )?;
    Ok(())
}

/// What was put right at the desk is nobody else's work.
pub fn update_no_team(tx: &mut Tx, ticket: TicketId) -> Result<()> {
    tx.run(sql!("update ticket set team_id = null where id = $1"), args![ticket])?;
    Ok(())
}

row! {
    /// What was tried at the desk and did not help.
    #[derive(Clone, Debug)]
    pub struct TriedRow {
        pub words: String,
        pub by_name: String,
        pub at: Time,
    }
}

pub fn list_tried(tx: &mut Tx, ticket: TicketId) -> Result<Vec<TriedRow>> {
    tx.all(
        sql!(
            "select c.words, p.name as by_name, c.at from tried_check c
              join person p on p.id = c.by_id where c.ticket_id = $1 order by c.id"
        ),
        args![ticket],
    )
}

row! {
    /// One piece of work at a desk.
    #[derive(Clone, Debug)]
    pub struct WorkRow {
        pub ticket_id: TicketId,
        pub subject: String,
        pub by_id: PersonId,
        pub by_name: String,
        pub kind: DeviceKind,
        pub device: Option<String>,
        pub whom: Whom,
        pub outcome: Outcome,
        pub fixed_by: String,
        pub minutes: Option<i64>,
        pub at: Time,
    }
}

pub fn find(tx: &mut Tx, ticket: TicketId) -> Result<Option<WorkRow>> {
    tx.find(
        sql!(
            "select w.ticket_id, t.subject, w.by_id, p.name as by_name, w.kind, d.name as device,
              w.whom, w.outcome, w.fixed_by, w.minutes, w.at from desk_work w
              join ticket t on t.id = w.ticket_id join person p on p.id = w.by_id
              left join device d on d.id = w.device_id where w.ticket_id = $1"
        ),
        args![ticket],
    )
}

/// The work at a place since a time, newest first.
pub fn list_at(tx: &mut Tx, place: LocationId, since: Time) -> Result<Vec<WorkRow>> {
    tx.all(
        sql!(
            "select w.ticket_id, t.subject, w.by_id, p.name as by_name, w.kind, d.name as device,
              w.whom, w.outcome, w.fixed_by, w.minutes, w.at from desk_work w
              join ticket t on t.id = w.ticket_id join person p on p.id = w.by_id
              left join device d on d.id = w.device_id
              where w.location_id = $1 and w.at >= $2 order by w.at desc, w.id desc limit 100"
        ),
        args![place, since],
    )
}

/// The same of one person, wherever it was.
pub fn list_by(tx: &mut Tx, person: PersonId, since: Time) -> Result<Vec<WorkRow>> {
    tx.all(
        sql!(
            "select w.ticket_id, t.subject, w.by_id, p.name as by_name, w.kind, d.name as device,
              w.whom, w.outcome, w.fixed_by, w.minutes, w.at from desk_work w
              join ticket t on t.id = w.ticket_id join person p on p.id = w.by_id
              left join device d on d.id = w.device_id
              where w.by_id = $1 and w.at >= $2 order by w.at desc, w.id desc limit 100"
        ),
        args![person, since],
    )
}

/// How many pieces of work at a place since a time, by what came of them.
pub fn count_at(tx: &mut Tx, place: LocationId, since: Time) -> Result<Vec<(Outcome, i64)>> {
    tx.all(
        sql!(
            "select outcome, count(*) from desk_work where location_id = $1 and at >= $2
              group by outcome order by outcome"
        ),
        args![place, since],
    )
}

pub fn count_by(tx: &mut Tx, person: PersonId, since: Time) -> Result<Vec<(Outcome, i64)>> {
    tx.all(
        sql!(
            "select outcome, count(*) from desk_work where by_id = $1 and at >= $2
              group by outcome order by outcome"
        ),
        args![person, since],
    )
}

pub fn find_place_name(tx: &mut Tx, place: LocationId) -> Result<Option<(String,)>> {
    tx.find(sql!("select name from location where id = $1"), args![place])
}

row! {
    /// Somebody of the same department.
    #[derive(Clone, Debug)]
    pub struct ColleagueRow {
        pub id: PersonId,
        pub name: String,
        pub title: String,
    }
}

/// The people of a department, by name.
pub fn list_colleagues(tx: &mut Tx, department: DepartmentId) -> Result<Vec<ColleagueRow>> {
    tx.all(
        sql!(
            "select id, name, title from person where department_id = $1 and is_active
              order by lower(name), id limit 500"
        ),
        args![department],
    )
}
