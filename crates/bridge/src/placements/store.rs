//! Rows of placements.

use super::model::{Hours, Part, State};
use crate::relationships::Side;
use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A placement as it is stored, with names.
    #[derive(Clone, Debug)]
    pub struct PlacementRow {
        /// Its row.
        pub id: i64,
        /// Between whom.
        pub relationship_id: i64,
        /// Who goes.
        pub person_id: PersonId,
        /// Their name.
        pub person: String,
        /// The side they come from.
        pub side: Side,
        /// Who has them.
        pub host_id: PersonId,
        /// Their name.
        pub host: String,
        /// What for.
        pub aims: String,
        /// The first day: 2026-11-30.
        pub starts_on: String,
        /// The last day.
        pub ends_on: String,
        /// Monday is 1.
        pub weekday: i64,
        /// Minutes after midnight.
        pub begins: i64,
        /// Minutes a week.
        pub minutes: i64,
        /// By which clock.
        pub time_zone: String,
        /// Where it stands.
        pub state: State,
        /// Who said so.
        pub state_by: String,
        /// When.
        pub state_at: Time,
        /// Why it was withdrawn.
        pub reason: String,
        /// What was learnt.
        pub learnt: String,
        /// Who wrote it down.
        pub created_by: PersonId,
        /// Counts changes.
        pub version: i64,
    }
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<PlacementRow>> {
    tx.find(
        sql!(
            "select l.id, l.relationship_id, l.person_id, p.name as person, l.side, l.host_id,
              h.name as host, l.aims, l.starts_on, l.ends_on, l.weekday, l.begins, l.minutes,
              l.time_zone, l.state, b.name as state_by, l.state_at, l.reason, l.learnt, l.created_by,
              l.version from placement l join person p on p.id = l.person_id
              join person h on h.id = l.host_id join person b on b.id = l.state_by
              where l.id = $1"
        ),
        args![id],
    )
}

/// Those of a relationship, the newest first.
pub fn list(tx: &mut Tx, relationship: i64) -> Result<Vec<PlacementRow>> {
    tx.all(
        sql!(
            "select l.id, l.relationship_id, l.person_id, p.name as person, l.side, l.host_id,
              h.name as host, l.aims, l.starts_on, l.ends_on, l.weekday, l.begins, l.minutes,
              l.time_zone, l.state, b.name as state_by, l.state_at, l.reason, l.learnt, l.created_by,
              l.version from placement l join person p on p.id = l.person_id
              join person h on h.id = l.host_id join person b on b.id = l.state_by
              where l.relationship_id = $1 order by l.id desc limit 100"
        ),
        args![relationship],
    )
}

/// What is stored.
pub struct NewRow<'a> {
    pub relationship: i64,
    pub person: PersonId,
    pub side: Side,
    pub host: PersonId,
    pub aims: &'a str,
    pub hours: Hours,
    pub zone: &'a str,
    pub by: PersonId,
    pub now: Time,
}

pub fn insert(tx: &mut Tx, new: &NewRow<'_>) -> Result<i64> {
    let (starts, ends) = (new.hours.starts_on.to_string(), new.hours.ends_on.to_string());
    let (id,) = tx.one(
        sql!(
            "insert into placement (relationship_id, person_id, side, host_id, aims, starts_on,
              ends_on, weekday, begins, minutes, time_zone, state, state_by, state_at, created_by,
              created_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'proposed', $12, $13, $12, $13)
              returning id"
        ),
        args![
            new.relationship,
            new.person,
            new.side,
            new.host,
            new.aims,
            &starts,
            &ends,
            new.hours.weekday,
            new.hours.begins,
            new.hours.minutes,
            new.zone,
            new.by,
            new.now
        ],
    )?;
    Ok(id)
}

/// The same two and the same first day, still open: sent twice.
pub fn find_same(tx: &mut Tx, new: &NewRow<'_>) -> Result<Option<(i64,)>> {
    let starts = new.hours.starts_on.to_string();
    tx.find(
        sql!(
            "select id from placement where relationship_id = $1 and state = 'proposed'
              and person_id = $2 and host_id = $3 and starts_on = $4 and weekday = $5 limit 1"
        ),
        args![new.relationship, new.person, new.host, &starts, new.hours.weekday],
    )
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, (id, version): (i64, i64), aims: &str, hours: Hours) -> Result<bool> {
    let (starts, ends) = (hours.starts_on.to_string(), hours.ends_on.to_string());
    let changed = tx.run(
        sql!(
            "update placement set aims = $3, starts_on = $4, ends_on = $5, weekday = $6, begins = $7,
              minutes = $8, version = version + 1 where id = $1 and version = $2"
        ),
        args![id, version, aims, &starts, &ends, hours.weekday, hours.begins, hours.minutes],
    )?;
    Ok(changed > 0)
}

pub fn update_state(
    tx: &mut Tx,
    id: i64,
    state: State,
    (reason, learnt): (&str, &str),
    by: PersonId,
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "update placement set state = $2, reason = $3, learnt = $4, state_by = $5, state_at = $6,
              version = version + 1 where id = $1"
        ),
        args![id, state, reason, learnt, by, now],
    )?;
    Ok(())
}

row! {
    /// Somebody's yes.
    #[derive(Clone, Debug)]
    pub struct AgreementRow {
        /// As what.
        pub part: Part,
        /// Who.
        pub who: String,
        /// When.
        pub at: Time,
    }
}

pub fn list_agreements(tx: &mut Tx, placement: i64) -> Result<Vec<AgreementRow>> {
    tx.all(
        sql!(
            "select a.part, p.name as who, a.at from placement_agreement a
              join person p on p.id = a.by_id where a.placement_id = $1 order by a.at, a.part"
        ),
        args![placement],
    )
}

/// False if it was said already.
pub fn insert_agreement(
    tx: &mut Tx,
    placement: i64,
    part: Part,
    by: PersonId,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into placement_agreement (placement_id, part, by_id, at) values ($1, $2, $3, $4)
              on conflict (placement_id, part) do nothing"
        ),
        args![placement, part, by, now],
    )?;
    Ok(changed > 0)
}

/// What was changed has to be agreed to anew.
pub fn delete_agreements(tx: &mut Tx, placement: i64) -> Result<()> {
    tx.run(sql!("delete from placement_agreement where placement_id = $1"), args![placement])?;
    Ok(())
}

row! {
    /// A few lines of the diary.
    #[derive(Clone, Debug)]
    pub struct EntryRow {
        /// Its row.
        pub id: i64,
        /// Whose words they are.
        pub by_id: PersonId,
        /// Their name.
        pub who: String,
        /// The words.
        pub words: String,
        /// When.
        pub at: Time,
        /// When both sides were let read it.
        pub shared_at: Option<Time>,
    }
}

pub fn list_entries(tx: &mut Tx, placement: i64) -> Result<Vec<EntryRow>> {
    tx.all(
        sql!(
            "select e.id, e.by_id, p.name as who, e.words, e.at, e.shared_at from placement_entry e
              join person p on p.id = e.by_id where e.placement_id = $1 order by e.id limit 300"
        ),
        args![placement],
    )
}

pub fn insert_entry(
    tx: &mut Tx,
    placement: i64,
    by: PersonId,
    words: &str,
    now: Time,
) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into placement_entry (placement_id, by_id, words, at) values ($1, $2, $3, $4)
              returning id"
        ),
        args![placement, by, words, now],
    )?;
    Ok(id)
}

pub fn update_shared(
    tx: &mut Tx,
    entry: i64,
    by: Option<PersonId>,
    at: Option<Time>,
) -> Result<()> {
    tx.run(
        sql!("update placement_entry set shared_by = $2, shared_at = $3 where id = $1"),
        args![entry, by, at],
    )?;
    Ok(())
}
