//! Rows of meetings, of those that recur, and of who is invited.

use super::model::{Recurs, Skipping};
use base::{DepartmentId, PersonId, Time, Tx, args, row, sql};
use db::{Result, Sql};
use std::sync::LazyLock;

row! {
    /// One meeting.
    #[derive(Clone, Debug)]
    pub struct Meeting {
        /// Its row.
        pub id: i64,
        pub relationship_id: i64,
        /// Between whom, by name.
        pub customer: String,
        pub provider: String,
        pub series_id: Option<i64>,
        pub slot_at: Option<Time>,
        pub title: String,
        pub starts_at: Time,
        pub minutes: i64,
        pub time_zone: String,
        pub place: String,
        pub link: String,
        pub uid: String,
        pub sequence: i64,
        pub moved_why: String,
        pub moved_at: Option<Time>,
        pub cancelled_why: String,
        pub cancelled_by: Option<PersonId>,
        pub cancelled_at: Option<Time>,
        pub held_at: Option<Time>,
        pub agenda: String,
        pub confirmed_by: Option<String>,
        pub confirmed_at: Option<Time>,
        pub version: i64,
    }
}

const MEETING: &str = "select m.id, m.relationship_id, c.name as customer, p.name as provider,
    m.series_id, m.slot_at, m.title, m.starts_at, m.minutes, m.time_zone, m.place, m.link, m.uid,
    m.sequence, m.moved_why, m.moved_at, m.cancelled_why, m.cancelled_by, m.cancelled_at, m.held_at,
    m.agenda, f.name as confirmed_by, m.confirmed_at, m.version
    from meeting m join relationship r on r.id = m.relationship_id
    join department c on c.id = r.customer_id join department p on p.id = r.provider_id
    left join person f on f.id = m.confirmed_by";

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Meeting>> {
    static IT: LazyLock<Sql> = LazyLock::new(|| Sql::built(format!("{MEETING} where m.id = $1")));
    tx.find(&IT, args![id])
}

/// Those of a relationship between two times, in order.
pub fn list_between(
    tx: &mut Tx,
    relationship: i64,
    (from, until): (Time, Time),
) -> Result<Vec<Meeting>> {
    static IT: LazyLock<Sql> = LazyLock::new(|| {
        Sql::built(format!(
            "{MEETING} where m.relationship_id = $1 and m.starts_at >= $2 and m.starts_at < $3
             order by m.starts_at, m.id limit 200"
        ))
    });
    tx.all(&IT, args![relationship, from, until])
}

/// Those before a time, the newest first.
pub fn list_before(
    tx: &mut Tx,
    relationship: i64,
    before: Time,
    most: i64,
) -> Result<Vec<Meeting>> {
    static IT: LazyLock<Sql> = LazyLock::new(|| {
        Sql::built(format!(
            "{MEETING} where m.relationship_id = $1 and m.starts_at < $2
             order by m.starts_at desc, m.id desc limit $3"
        ))
    });
    tx.all(&IT, args![relationship, before, most])
}

/// The last one that was held before a time.
pub fn find_last_held(tx: &mut Tx, relationship: i64, before: Time) -> Result<Option<Meeting>> {
    static IT: LazyLock<Sql> = LazyLock::new(|| {
        Sql::built(format!(
            "{MEETING} where m.relationship_id = $1 and m.starts_at < $2 and m.held_at is not null
             order by m.starts_at desc limit 1"
        ))
    });
    tx.find(&IT, args![relationship, before])
}

/// Those somebody is invited to, from a time on, in order.
pub fn list_invited(tx: &mut Tx, person: PersonId, from: Time) -> Result<Vec<Meeting>> {
    static IT: LazyLock<Sql> = LazyLock::new(|| {
        Sql::built(format!(
            "{MEETING} join meeting_guest g on g.meeting_id = m.id
             where g.person_id = $1 and m.starts_at >= $2 order by m.starts_at, m.id limit 200"
        ))
    });
    tx.all(&IT, args![person, from])
}

/// Every date of a series that is a row, in order; the newest thousand.
pub fn list_by_series(tx: &mut Tx, series: i64) -> Result<Vec<Meeting>> {
    static IT: LazyLock<Sql> = LazyLock::new(|| {
        Sql::built(format!(
            "{MEETING} where m.series_id = $1
             order by coalesce(m.slot_at, m.starts_at) desc, m.id desc limit 1000"
        ))
    });
    let mut all: Vec<Meeting> = tx.all(&IT, args![series])?;
    all.reverse();
    Ok(all)
}

row! {
    /// Meetings that recur.
    #[derive(Clone, Debug)]
    pub struct Series {
        /// Its row.
        pub id: i64,
        pub relationship_id: i64,
        pub title: String,
        pub recurs: Recurs,
        pub rule: String,
        pub starts_at: String,
        pub until_on: String,
        pub time_zone: String,
        pub minutes: i64,
        pub place: String,
        pub link: String,
        pub skipping: Skipping,
        pub uid: String,
        pub sequence: i64,
        pub planned_until: Time,
        pub created_by: Option<PersonId>,
        pub ended_at: Option<Time>,
        pub version: i64,
    }
}

const SERIES: &str = "select id, relationship_id, title, recurs, rule, starts_at, until_on,
    time_zone, minutes, place, link, skipping, uid, sequence, planned_until, created_by, ended_at,
    version from meeting_series";

pub fn find_series(tx: &mut Tx, id: i64) -> Result<Option<Series>> {
    static IT: LazyLock<Sql> = LazyLock::new(|| Sql::built(format!("{SERIES} where id = $1")));
    tx.find(&IT, args![id])
}

/// Those of a relationship that go on.
pub fn list_series(tx: &mut Tx, relationship: i64) -> Result<Vec<Series>> {
    static IT: LazyLock<Sql> = LazyLock::new(|| {
        Sql::built(format!("{SERIES} where relationship_id = $1 and ended_at is null order by id"))
    });
    tx.all(&IT, args![relationship])
}

/// Those whose dates have to be written further, some at a time.
pub fn list_short(tx: &mut Tx, now: Time) -> Result<Vec<(i64,)>> {
    tx.all(
        sql!(
            "select s.id from meeting_series s where s.ended_at is null and
              (select count(*) from meeting m where m.series_id = s.id and m.starts_at > $1
                and m.cancelled_at is null) < 6 order by s.planned_until limit 200"
        ),
        args![now],
    )
}

/// What a row of either kind is made of.
pub struct NewRow<'a> {
    pub relationship: i64,
    pub title: &'a str,
    pub minutes: i64,
    pub time_zone: &'a str,
    pub place: &'a str,
    pub link: &'a str,
    pub uid: &'a str,
    pub by: Option<PersonId>,
    pub now: Time,
}

/// How it recurs.
pub struct NewSeries<'a> {
    pub recurs: Recurs,
    pub rule: &'a str,
    pub starts_at: &'a str,
    pub until_on: &'a str,
    pub skipping: Skipping,
}

pub fn insert_series(tx: &mut Tx, new: &NewRow<'_>, how: &NewSeries<'_>) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into meeting_series (relationship_id, title, recurs, rule, starts_at, until_on,
              time_zone, minutes, place, link, skipping, uid, planned_until, created_by, created_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $14) returning id"
        ),
        args![
            new.relationship,
            new.title,
            how.recurs,
            how.rule,
            how.starts_at,
            how.until_on,
            new.time_zone,
            new.minutes,
            new.place,
            new.link,
            how.skipping,
            new.uid,
            new.by,
            new.now
        ],
    )?;
    Ok(id)
}

/// Where one date of a series lies.
#[derive(Clone, Copy, Default)]
pub struct Slot<'a> {
    pub series: Option<i64>,
    pub at: Option<Time>,
    pub moved_why: &'a str,
    /// Left out, and why.
    pub left_out: Option<&'a str>,
}

/// Nothing where the date is there already.
pub fn insert(tx: &mut Tx, new: &NewRow<'_>, at: Time, slot: Slot<'_>) -> Result<Option<i64>> {
    let found: Option<(i64,)> = tx.find(
        sql!(
            "insert into meeting (relationship_id, series_id, slot_at, title, starts_at, minutes,
              time_zone, place, link, uid, moved_why, cancelled_why, cancelled_at, created_by,
              created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
              on conflict (series_id, slot_at) do nothing returning id"
        ),
        args![
            new.relationship,
            slot.series,
            slot.at,
            new.title,
            at,
            new.minutes,
            new.time_zone,
            new.place,
            new.link,
            new.uid,
            slot.moved_why,
            slot.left_out.unwrap_or_default(),
            slot.left_out.map(|_| new.now),
            new.by,
            new.now
        ],
    )?;
    Ok(found.map(|(id,)| id))
}

/// A plan just like it that was made at the same time: a form that was sent twice.
pub fn find_same(
    tx: &mut Tx,
    new: &NewRow<'_>,
    starts_at: Time,
    since: Time,
) -> Result<Option<(i64,)>> {
    tx.find(
        sql!(
            "select id from meeting where relationship_id = $1 and starts_at = $2 and title = $3
              and created_by = $4 and created_at >= $5 and cancelled_at is null limit 1"
        ),
        args![new.relationship, starts_at, new.title, new.by.unwrap_or(PersonId(0)), since],
    )
}

/// True for the one whose turn it is to write the next dates.
pub fn advance(tx: &mut Tx, id: i64, from: Time, until: Time) -> Result<bool> {
    let changed = tx.run(
        sql!("update meeting_series set planned_until = $3 where id = $1 and planned_until = $2"),
        args![id, from, until],
    )?;
    Ok(changed > 0)
}

/// False if it has another version by now, or is over.
pub fn update_time(
    tx: &mut Tx,
    (id, version): (i64, i64),
    (at, minutes, zone): (Time, i64, &str),
    (why, now): (&str, Time),
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update meeting set starts_at = $3, minutes = $4, time_zone = $5, moved_why = $6,
              moved_at = $7, sequence = sequence + 1, version = version + 1
              where id = $1 and version = $2 and held_at is null and cancelled_at is null"
        ),
        args![id, version, at, minutes, zone, why, now],
    )?;
    Ok(changed > 0)
}

/// False if it has another version by now.
pub fn update_about(
    tx: &mut Tx,
    (id, version): (i64, i64),
    (title, place, link): (&str, &str, &str),
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update meeting set title = $3, place = $4, link = $5, sequence = sequence + 1,
              version = version + 1 where id = $1 and version = $2 and held_at is null
              and cancelled_at is null"
        ),
        args![id, version, title, place, link],
    )?;
    Ok(changed > 0)
}

/// False if it is over or cancelled already.
pub fn update_cancelled(
    tx: &mut Tx,
    id: i64,
    by: Option<PersonId>,
    (why, now): (&str, Time),
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update meeting set cancelled_by = $2, cancelled_why = $3, cancelled_at = $4,
              sequence = sequence + 1, version = version + 1
              where id = $1 and cancelled_at is null and held_at is null"
        ),
        args![id, by, why, now],
    )?;
    Ok(changed > 0)
}

/// False if it has another version by now, or has ended.
pub fn update_series(
    tx: &mut Tx,
    (id, version): (i64, i64),
    (title, place, link): (&str, &str, &str),
    (how, (zone, minutes)): (&NewSeries<'_>, (&str, i64)),
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update meeting_series set title = $3, place = $4, link = $5, skipping = $6,
              until_on = $7, recurs = $8, rule = $9, starts_at = $10, time_zone = $11,
              minutes = $12, sequence = sequence + 1, version = version + 1
              where id = $1 and version = $2 and ended_at is null"
        ),
        args![
            id,
            version,
            title,
            place,
            link,
            how.skipping,
            how.until_on,
            how.recurs,
            how.rule,
            how.starts_at,
            zone,
            minutes
        ],
    )?;
    Ok(changed > 0)
}

/// False if it has ended already.
pub fn update_ended(tx: &mut Tx, id: i64, by: Option<PersonId>, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update meeting_series set ended_by = $2, ended_at = $3, sequence = sequence + 1,
              version = version + 1 where id = $1 and ended_at is null"
        ),
        args![id, by, now],
    )?;
    Ok(changed > 0)
}

/// The time zones of the places of a department.
pub fn list_zones(tx: &mut Tx, department: DepartmentId) -> Result<Vec<(String,)>> {
    tx.all(
        sql!(
            "select distinct time_zone from location where department_id = $1 and is_active
              order by time_zone limit 20"
        ),
        args![department],
    )
}
