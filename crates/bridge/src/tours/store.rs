//! Rows of tours.

use super::model::{Diary, Sound, State};
use crate::relationships::Side;
use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// A tour as it is stored, with names.
    #[derive(Clone, Debug)]
    pub struct TourRow {
        /// Its row.
        pub id: i64,
        /// Between whom.
        pub relationship_id: i64,
        /// The side that shows.
        pub host: Side,
        /// Asked for by the other side, not offered by this one.
        pub is_asked: bool,
        /// What it is.
        pub title: String,
        /// Where one meets.
        pub place: String,
        /// What to ask, one on each line.
        pub questions: String,
        /// How long.
        pub minutes: i64,
        /// How many can come.
        pub most_people: i64,
        /// Where it stands.
        pub state: State,
        /// Who said so.
        pub state_by: String,
        /// When.
        pub state_at: Time,
        /// Why it was withdrawn.
        pub reason: String,
        /// When it is.
        pub starts_at: Option<Time>,
        /// What was seen.
        pub saw: String,
        /// What was new to those who came.
        pub surprised: String,
        /// What was answered.
        pub answers: String,
        /// Who wrote it down.
        pub created_by: PersonId,
        /// Their name.
        pub creator: String,
        /// When.
        pub created_at: Time,
        /// Counts changes.
        pub version: i64,
    }
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<TourRow>> {
    tx.find(
        sql!(
            "select t.id, t.relationship_id, t.host, t.is_asked, t.title, t.place, t.questions,
              t.minutes, t.most_people, t.state, b.name as state_by, t.state_at, t.reason,
              t.starts_at, t.saw, t.surprised, t.answers, t.created_by, c.name as creator,
              t.created_at, t.version
              from tour t join person b on b.id = t.state_by join person c on c.id = t.created_by
              where t.id = $1"
        ),
        args![id],
    )
}

/// Those of a relationship, the newest first.
pub fn list(tx: &mut Tx, relationship: i64) -> Result<Vec<TourRow>> {
    tx.all(
        sql!(
            "select t.id, t.relationship_id, t.host, t.is_asked, t.title, t.place, t.questions,
              t.minutes, t.most_people, t.state, b.name as state_by, t.state_at, t.reason,
              t.starts_at, t.saw, t.surprised, t.answers, t.created_by, c.name as creator,
              t.created_at, t.version
              from tour t join person b on b.id = t.state_by join person c on c.id = t.created_by
              where t.relationship_id = $1 order by t.id desc limit 200"
        ),
        args![relationship],
    )
}

/// What makes a new one.
pub struct Made {
    pub relationship: i64,
    pub is_asked: bool,
    pub by: PersonId,
    pub now: Time,
}

pub fn insert(tx: &mut Tx, sound: &Sound, made: &Made) -> Result<i64> {
    let (id,) = tx.one(
        sql!(
            "insert into tour (relationship_id, host, is_asked, title, place, questions, minutes,
              most_people, state, state_by, state_at, created_by, created_at)
              values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $9, $10) returning id"
        ),
        args![
            made.relationship,
            sound.host,
            made.is_asked,
            &sound.new.title,
            &sound.new.place,
            &sound.new.questions,
            sound.minutes,
            sound.most_people,
            made.by,
            made.now
        ],
    )?;
    Ok(id)
}

/// False if the row has another version by now.
pub fn update(tx: &mut Tx, (id, version): (i64, i64), sound: &Sound) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update tour set title = $3, place = $4, questions = $5, minutes = $6, most_people = $7,
              version = version + 1 where id = $1 and version = $2"
        ),
        args![
            id,
            version,
            &sound.new.title,
            &sound.new.place,
            &sound.new.questions,
            sound.minutes,
            sound.most_people
        ],
    )?;
    Ok(changed > 0)
}

/// The one who made it, lately and with the same title: sent twice.
pub fn find_same(tx: &mut Tx, made: &Made, title: &str) -> Result<Option<(i64,)>> {
    tx.find(
        sql!(
            "select id from tour where relationship_id = $1 and state = 'open' and created_by = $2
              and title = $3 and created_at > $4 limit 1"
        ),
        args![made.relationship, made.by, title, made.now.plus_seconds(-3600)],
    )
}

pub fn replace_stops(tx: &mut Tx, tour: i64, stops: &[(String, String)]) -> Result<()> {
    tx.run(sql!("delete from tour_stop where tour_id = $1"), args![tour])?;
    for (position, (name, note)) in (1_i64..).zip(stops) {
        tx.run(
            sql!("insert into tour_stop (tour_id, position, name, note) values ($1, $2, $3, $4)"),
            args![tour, position, name, note],
        )?;
    }
    Ok(())
}

row! {
    /// Something to look at.
    #[derive(Clone, Debug)]
    pub struct StopRow {
        /// What.
        pub name: String,
        /// What about it.
        pub note: String,
    }
}

pub fn list_stops(tx: &mut Tx, tour: i64) -> Result<Vec<StopRow>> {
    tx.all(
        sql!("select name, note from tour_stop where tour_id = $1 order by position"),
        args![tour],
    )
}

row! {
    /// A time that was proposed.
    #[derive(Clone, Debug)]
    pub struct DateRow {
        /// Its row.
        pub id: i64,
        /// When.
        pub starts_at: Time,
        /// Who proposed it.
        pub by_id: PersonId,
        /// Their name.
        pub who: String,
        /// On which side they are.
        pub side: Side,
        /// accepted, replaced; none while it waits.
        pub answer: Option<String>,
        /// Who said so.
        pub answerer: Option<String>,
    }
}

pub fn list_dates(tx: &mut Tx, tour: i64) -> Result<Vec<DateRow>> {
    tx.all(
        sql!(
            "select d.id, d.starts_at, d.by_id, p.name as who, d.side, d.answer, a.name as answerer
              from tour_date d join person p on p.id = d.by_id
              left join person a on a.id = d.answered_by
              where d.tour_id = $1 order by d.id limit 50"
        ),
        args![tour],
    )
}

pub fn insert_date(
    tx: &mut Tx,
    tour: i64,
    starts: Time,
    (by, side): (PersonId, Side),
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into tour_date (tour_id, starts_at, by_id, side, at) values ($1, $2, $3, $4, $5)"
        ),
        args![tour, starts, by, side, now],
    )?;
    Ok(())
}

/// Those that waited are answered so.
pub fn update_dates(tx: &mut Tx, tour: i64, answer: &str, by: PersonId, now: Time) -> Result<()> {
    tx.run(
        sql!(
            "update tour_date set answer = $2, answered_by = $3, answered_at = $4
              where tour_id = $1 and answer is null"
        ),
        args![tour, answer, by, now],
    )?;
    Ok(())
}

pub fn update_state(
    tx: &mut Tx,
    id: i64,
    (state, words): (State, &str),
    starts: Option<Time>,
    by: PersonId,
    now: Time,
) -> Result<()> {
    let reason = if state == State::Withdrawn { words } else { "" };
    tx.run(
        sql!(
            "update tour set state = $2, reason = $3, starts_at = $4, state_by = $5, state_at = $6,
              version = version + 1 where id = $1"
        ),
        args![id, state, reason, starts, by, now],
    )?;
    tx.run(
        sql!(
            "insert into tour_step (tour_id, state, words, by_id, at) values ($1, $2, $3, $4, $5)"
        ),
        args![id, state, words, by, now],
    )?;
    Ok(())
}

pub fn update_diary(tx: &mut Tx, id: i64, diary: &Diary) -> Result<()> {
    tx.run(
        sql!("update tour set saw = $2, surprised = $3, answers = $4 where id = $1"),
        args![id, &diary.saw, &diary.surprised, &diary.answers],
    )?;
    Ok(())
}

pub fn list_guests(tx: &mut Tx, tour: i64) -> Result<Vec<(PersonId, String)>> {
    tx.all(
        sql!(
            "select p.id, p.name from tour_guest g join person p on p.id = g.person_id
              where g.tour_id = $1 order by g.at, p.id limit 60"
        ),
        args![tour],
    )
}

pub fn insert_guest(tx: &mut Tx, tour: i64, person: PersonId, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into tour_guest (tour_id, person_id, at) values ($1, $2, $3)
              on conflict (tour_id, person_id) do nothing"
        ),
        args![tour, person, now],
    )?;
    Ok(changed > 0)
}

pub fn delete_guest(tx: &mut Tx, tour: i64, person: PersonId) -> Result<()> {
    tx.run(
        sql!("delete from tour_guest where tour_id = $1 and person_id = $2"),
        args![tour, person],
    )?;
    Ok(())
}

row! {
    /// What became of a tour, once.
    #[derive(Clone, Debug)]
    pub struct StepRow {
        /// What it became.
        pub state: State,
        /// Why.
        pub words: String,
        /// Who said so.
        pub who: String,
        /// When.
        pub at: Time,
    }
}

pub fn list_steps(tx: &mut Tx, tour: i64) -> Result<Vec<StepRow>> {
    tx.all(
        sql!(
            "select s.state, s.words, p.name as who, s.at from tour_step s
              join person p on p.id = s.by_id where s.tour_id = $1 order by s.id limit 100"
        ),
        args![tour],
    )
}
