//! Rows of recurrences and what they opened.

use super::model::Choice;
use base::{LocationId, PersonId, TeamId, TicketId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A recurrence with the names that belong to it.
    #[derive(Clone, Debug)]
    pub struct RecurrenceRow {
        pub id: i64,
        pub template_id: i64,
        pub template: String,
        pub team_id: Option<TeamId>,
        pub is_in_use: bool,
        pub choice: Choice,
        pub rule: String,
        pub starts_at: String,
        pub ends_on: String,
        pub location_id: Option<LocationId>,
        pub time_zone: String,
        pub owner_id: PersonId,
        pub owner: String,
        pub assignee_id: Option<PersonId>,
        pub assignee: Option<String>,
        pub is_paused: bool,
        pub next_at: Option<Time>,
        pub version: i64,
    }
}

row! {
    /// A ticket that opened by itself.
    #[derive(Clone, Debug)]
    pub struct RunRow {
        pub occurs_at: Time,
        pub ticket_id: TicketId,
        pub missed: i64,
    }
}

/// All, what opens next first. The time zone is that of the place.
pub fn list(tx: &mut Tx) -> Result<Vec<RecurrenceRow>> {
    tx.all(
        sql!(
            "select r.id, r.template_id, p.name as template, p.team_id, p.is_active as is_in_use,
              r.choice, r.rule, r.starts_at, r.ends_on, r.location_id,
              coalesce(l.time_zone, r.time_zone) as time_zone, r.owner_id, o.name as owner,
              r.assignee_id, a.name as assignee, r.is_paused, r.next_at, r.version
              from recurrence r join ticket_template p on p.id = r.template_id
              join person o on o.id = r.owner_id left join person a on a.id = r.assignee_id
              left join location l on l.id = r.location_id
              order by coalesce(r.next_at, 9223372036854775807), r.id"
        ),
        &[],
    )
}

pub fn list_due(tx: &mut Tx, now: Time) -> Result<Vec<(i64, PersonId)>> {
    tx.all(
        sql!(
            "select id, owner_id from recurrence where next_at <= $1 and next_at is not null
              and not is_paused order by next_at limit 100"
        ),
        args![now],
    )
}

pub fn list_runs(tx: &mut Tx, id: i64) -> Result<Vec<RunRow>> {
    tx.all(
        sql!(
            "select occurs_at, ticket_id, missed from recurrence_run
              where recurrence_id = $1 order by occurs_at desc limit 20"
        ),
        args![id],
    )
}

pub struct Facts {
    pub template: i64,
    pub choice: Choice,
    pub rule: String,
    pub starts_at: String,
    pub ends_on: String,
    pub location: Option<LocationId>,
    pub time_zone: String,
    pub assignee: Option<PersonId>,
    pub next_at: Option<Time>,
}

pub fn insert(tx: &mut Tx, f: &Facts, owner: PersonId) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into recurrence (template_id, choice, rule, starts_at, ends_on, location_id,
              time_zone, owner_id, assignee_id, next_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id"
        ),
        args![
            f.template,
            f.choice,
            &f.rule,
            &f.starts_at,
            &f.ends_on,
            f.location,
            &f.time_zone,
            owner,
            f.assignee,
            f.next_at
        ],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, id: i64, version: i64, f: &Facts, owner: PersonId) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update recurrence set template_id = $3, choice = $4, rule = $5, starts_at = $6,
              ends_on = $7, location_id = $8, time_zone = $9, owner_id = $10, assignee_id = $11,
              next_at = $12, version = version + 1 where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            f.template,
            f.choice,
            &f.rule,
            &f.starts_at,
            &f.ends_on,
            f.location,
            &f.time_zone,
            owner,
            f.assignee,
            f.next_at
        ],
    )?;
    Ok(changed > 0)
}

pub fn update_paused(tx: &mut Tx, id: i64, is_paused: bool, next_at: Option<Time>) -> Result<()> {
    tx.run(
        sql!(
            "update recurrence set is_paused = $2, next_at = $3, version = version + 1
              where id = $1"
        ),
        args![id, is_paused, next_at],
    )?;
    Ok(())
}

/// Goes on to the next date; false if another process did.
pub fn advance(tx: &mut Tx, id: i64, due: Time, next: Option<Time>) -> Result<bool> {
    let changed = tx.run(
        sql!("update recurrence set next_at = $3 where id = $1 and next_at = $2 and not is_paused"),
        args![id, due, next],
    )?;
    Ok(changed > 0)
}

pub fn insert_run(
    tx: &mut Tx,
    id: i64,
    (occurs_at, missed): (Time, i64),
    ticket: TicketId,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into recurrence_run (recurrence_id, occurs_at, ticket_id, missed, opened_at)
              values ($1, $2, $3, $4, $5)"
        ),
        args![id, occurs_at, ticket, missed, now],
    )?;
    Ok(())
}

/// Whether somebody is here and an agent of this team; of any where there is none.
pub fn is_agent(tx: &mut Tx, person: PersonId, team: Option<TeamId>) -> Result<bool> {
    let found: Option<(i64,)> = tx.find(
        sql!(
            "select p.id from person p join role_grant g on g.person_id = p.id
              where p.id = $1 and p.is_active and g.role = 'agent'
              and (g.team_id = $2 or $2 is null) limit 1"
        ),
        args![person, team],
    )?;
    Ok(found.is_some())
}

pub fn is_here(tx: &mut Tx, person: PersonId) -> Result<bool> {
    let found: Option<(i64,)> =
        tx.find(sql!("select id from person where id = $1 and is_active"), args![person])?;
    Ok(found.is_some())
}

pub fn list_administrators(tx: &mut Tx) -> Result<Vec<(PersonId,)>> {
    tx.all(
        sql!(
            "select distinct p.id from person p join role_grant g on g.person_id = p.id
              where g.role = 'administrator' and p.is_active order by p.id"
        ),
        &[],
    )
}

/// A place's time zone, and whether it is in use.
pub fn find_place(tx: &mut Tx, id: LocationId) -> Result<Option<(String, bool)>> {
    tx.find(sql!("select time_zone, is_active from location where id = $1"), args![id])
}
