//! Rows of the demo's organisation.

use super::content::{Department, Device, Location, Person, Service, Team};
use base::{Time, Tx, args, sql};
use db::Result;

pub fn insert_department(tx: &mut Tx, d: &Department, parent: Option<i64>) -> Result<i64> {
    let (id,) = tx.one(
        sql!("insert into department (name, kind, is_provider, parent_id, mission) values ($1, $2, $3, $4, $5) returning id"),
        args![&d.name, &d.kind, d.is_provider, parent, &d.mission],
    )?;
    Ok(id)
}

/// Requests about a service that are over and of which nobody has said how they felt, the newest
/// first: each with whoever asked.
pub fn list_unsaid(tx: &mut Tx, service: i64) -> Result<Vec<(i64, i64)>> {
    tx.all(
        sql!(
            "select t.id, t.requester_id from ticket t where t.service_id = $1 and t.state = 'closed'
              and not exists (select 1 from feedback f where f.ticket_id = t.id)
              order by t.resolved_at desc limit 3"
        ),
        args![service],
    )
}

pub fn insert_location(
    tx: &mut Tx,
    l: &Location,
    department: i64,
    parent: Option<i64>,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!("insert into location (name, department_id, parent_id, address, time_zone, hours) values ($1, $2, $3, $4, $5, $6) returning id"),
        args![&l.name, department, parent, &l.address, &l.time_zone, &l.hours],
    )?;
    Ok(id)
}

pub fn insert_team(tx: &mut Tx, t: &Team, department: i64) -> Result<i64> {
    let (id,) = tx.one(
        sql!("insert into team (name, department_id, email) values ($1, $2, $3) returning id"),
        args![&t.name, department, &t.email],
    )?;
    Ok(id)
}

pub fn insert_service(tx: &mut Tx, s: &Service, department: i64, team: i64) -> Result<i64> {
    let (id,) = tx.one(
        sql!("insert into service (name, description, department_id, team_id, keywords) values ($1, $2, $3, $4, $5) returning id"),
        args![&s.name, &s.description, department, team, &s.keywords.join(", ")],
    )?;
    Ok(id)
}

pub fn insert_device(
    tx: &mut Tx,
    d: &Device,
    location: Option<i64>,
    service: Option<i64>,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!("insert into device (name, kind, location_id, service_id, asset_tag) values ($1, $2, $3, $4, $5) returning id"),
        args![&d.name, &d.kind, location, service, &d.asset_tag],
    )?;
    Ok(id)
}

pub fn insert_person(
    tx: &mut Tx,
    p: &Person,
    (department, location): (i64, Option<i64>),
    password: &str,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!("insert into person (name, email, title, department_id, location_id, password, created_at) values ($1, $2, $3, $4, $5, $6, $7) returning id"),
        args![&p.name, &p.email, &p.title, department, location, password, now],
    )?;
    Ok(id)
}

pub fn insert_grant(
    tx: &mut Tx,
    person: i64,
    role: &str,
    (department, team): (Option<i64>, Option<i64>),
    now: Time,
) -> Result<()> {
    tx.run(
        sql!("insert into role_grant (person_id, role, department_id, team_id, granted_at) values ($1, $2, $3, $4, $5)"),
        args![person, role, department, team, now],
    )?;
    Ok(())
}

/// What happened in the demo's past is not mailed to anybody.
pub fn delete_jobs(tx: &mut Tx) -> Result<()> {
    tx.run(sql!("delete from job"), &[])?;
    Ok(())
}

/// The highest ticket number so far; 0 before the first.
pub fn last_ticket(tx: &mut Tx) -> Result<i64> {
    let (last,) = tx.one(sql!("select coalesce(max(id), 0) from ticket"), &[])?;
    Ok(last)
}

/// What everybody is called.
pub fn list_names(tx: &mut Tx) -> Result<Vec<(i64, String)>> {
    tx.all(sql!("select id, name from person"), &[])
}

/// Notes that this database is a demo, and which one.
pub fn mark(tx: &mut Tx, which: &str) -> Result<()> {
    tx.run(sql!("insert into setting (name, value) values ('demo', $1)"), args![which])?;
    Ok(())
}

/// Which demo this database is; none if it is none.
pub fn find_mark(tx: &mut Tx) -> Result<Option<(String,)>> {
    tx.find(sql!("select value from setting where name = 'demo'"), &[])
}

/// Letters that wait to be sent.
pub fn delete_letters(tx: &mut Tx) -> Result<()> {
    tx.run(sql!("delete from job where kind = 'send_mail' and state = 'waiting'"), &[])?;
    Ok(())
}

/// What people were told before a time and that is about no ticket, they have read.
pub fn update_tidings(tx: &mut Tx, before: Time) -> Result<()> {
    tx.run(sql!("update tiding set read_at = at where at < $1"), args![before])?;
    Ok(())
}

/// The ticket with this subject.
pub fn find_ticket(tx: &mut Tx, subject: &str) -> Result<Option<(i64,)>> {
    tx.find(sql!("select id from ticket where subject = $1 order by id limit 1"), args![subject])
}
