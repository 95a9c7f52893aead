//! Rows of steps, notes and worksheets.

use super::model::State;
use crate::ladders::RungKind;
use base::{PersonId, Time, Tx, args, row, sql};
use db::Result;

row! {
    /// One step.
    #[derive(Clone, Debug)]
    pub struct Rung {
        /// Its row.
        pub id: i64,
        /// The ladder it belongs to.
        pub ladder_id: i64,
        /// Which step.
        pub kind: RungKind,
        /// Where it stands.
        pub state: State,
        /// How many days are waited after it.
        pub wait_days: i64,
        /// Why it was left out.
        pub skipped_words: String,
        /// When it is looked at again.
        pub look_at: Option<Time>,
        /// When its owner was reminded.
        pub reminded_at: Option<Time>,
        /// Counts edits.
        pub version: i64,
    }
}

row! {
    /// What was done and said.
    #[derive(Clone, Debug)]
    pub struct NoteRow {
        /// The row.
        pub id: i64,
        /// Who wrote it down.
        pub by_id: PersonId,
        /// Their name.
        pub by_name: String,
        /// With whom.
        pub whom: String,
        /// When, YYYY-MM-DD.
        pub happened_on: String,
        /// What.
        pub words: String,
        /// When it was written down.
        pub at: Time,
    }
}

row! {
    /// What somebody thought through.
    #[derive(Clone, Debug)]
    pub struct SheetRow {
        /// What to ask for.
        pub asks: String,
        /// What to give in return, or sooner.
        pub gives: String,
        /// What is fair to expect, or what is left out.
        pub learned: String,
        /// Counts edits.
        pub version: i64,
    }
}

/// The steps of a ladder, in the order that is advised.
pub fn list(tx: &mut Tx, ladder: i64) -> Result<Vec<Rung>> {
    tx.all(
        sql!(
            "select id, ladder_id, kind, state, wait_days, skipped_words, look_at, reminded_at,
              version from rung where ladder_id = $1 order by id"
        ),
        args![ladder],
    )
}

pub fn find(tx: &mut Tx, id: i64) -> Result<Option<Rung>> {
    tx.find(
        sql!(
            "select id, ladder_id, kind, state, wait_days, skipped_words, look_at, reminded_at,
              version from rung where id = $1"
        ),
        args![id],
    )
}

pub fn list_notes(tx: &mut Tx, rung: i64) -> Result<Vec<NoteRow>> {
    tx.all(
        sql!(
            "select n.id, n.by_id, p.name as by_name, n.whom, n.happened_on, n.words, n.at
              from rung_note n join person p on p.id = n.by_id
              where n.rung_id = $1 order by n.happened_on, n.id limit 200"
        ),
        args![rung],
    )
}

pub fn insert_note(
    tx: &mut Tx,
    (rung, by): (i64, PersonId),
    (whom, happened_on, words): (&str, &str, &str),
    now: Time,
) -> Result<()> {
    tx.run(
        sql!(
            "insert into rung_note (rung_id, by_id, whom, happened_on, words, at)
              values ($1, $2, $3, $4, $5, $6)"
        ),
        args![rung, by, whom, happened_on, words, now],
    )?;
    Ok(())
}

/// Where it stands now, and when it is looked at again.
pub fn update(tx: &mut Tx, rung: &Rung) -> Result<()> {
    tx.run(
        sql!(
            "update rung set state = $2, wait_days = $3, skipped_words = $4, look_at = $5,
              reminded_at = null, version = version + 1 where id = $1"
        ),
        args![rung.id, rung.state, rung.wait_days, &rung.skipped_words, rung.look_at],
    )?;
    Ok(())
}

/// Steps to look at again on ladders that are under way, and whose they are.
pub fn list_due(tx: &mut Tx, now: Time) -> Result<Vec<(i64, i64, PersonId)>> {
    tx.all(
        sql!(
            "select r.id, l.id, l.owner_id from rung r join ladder l on l.id = r.ladder_id
              where r.reminded_at is null and r.look_at is not null and r.look_at <= $1
              and l.state = 'climbing' order by r.look_at limit 200"
        ),
        args![now],
    )
}

/// Whether this process is the one that reminds.
pub fn claim(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "update rung set reminded_at = $2
              where id = $1 and reminded_at is null and look_at <= $2"
        ),
        args![id, now],
    )?;
    Ok(changed > 0)
}

pub fn find_sheet(tx: &mut Tx, rung: i64) -> Result<Option<SheetRow>> {
    tx.find(
        sql!("select asks, gives, learned, version from worksheet where rung_id = $1"),
        args![rung],
    )
}

/// False if somebody else wrote on it meanwhile.
pub fn upsert_sheet(
    tx: &mut Tx,
    (rung, by): (i64, PersonId),
    new: &SheetRow,
    now: Time,
) -> Result<bool> {
    let changed = tx.run(
        sql!(
            "insert into worksheet (rung_id, asks, gives, learned, by_id, at)
              values ($1, $2, $3, $4, $5, $6)
              on conflict (rung_id) do update set asks = excluded.asks, gives = excluded.gives,
              learned = excluded.learned, by_id = excluded.by_id, at = excluded.at,
              version = worksheet.version + 1 where worksheet.version = $7"
        ),
        args![rung, &new.asks, &new.gives, &new.learned, by, now, new.version],
    )?;
    Ok(changed > 0)
}
