//! Bringing a database up to date.

use crate::{Engine, Error, Result, Time, Tx, args, sql};

/// One step of the schema. Never edited once released: a change is a new step.
pub struct Migration {
    /// Where it stands in the order.
    pub number: i64,
    /// What it is about.
    pub name: &'static str,
    /// The text both engines share.
    pub text: &'static str,
    /// What only SQLite gets, after the shared text.
    pub sqlite: &'static str,
    /// What only PostgreSQL gets, after the shared text.
    pub postgres: &'static str,
}

macro_rules! migrations {
    ($($number:literal $file:literal $name:literal $sqlite:expr, $postgres:expr;)*) => {
        &[$(Migration {
            number: $number,
            name: $name,
            text: include_str!(concat!("../../../migrations/", $file, ".sql")),
            sqlite: $sqlite,
            postgres: $postgres,
        }),*]
    };
}

/// Every step, in order.
pub const MIGRATIONS: &[Migration] = migrations! {
    1 "0001_people" "people" "", "";
    2 "0002_jobs" "jobs" "", "";
    3 "0003_desk" "desk" include_str!("../../../migrations/0003_desk.sqlite.sql"),
        include_str!("../../../migrations/0003_desk.postgres.sql");
    4 "0004_once" "once" "", "";
    5 "0005_devices" "devices" "", "";
    6 "0006_counter" "counter" include_str!("../../../migrations/0006_counter.sqlite.sql"),
        include_str!("../../../migrations/0006_counter.postgres.sql");
    7 "0007_scan" "scan" "", "";
    8 "0008_playback" "playback" "", "";
    9 "0009_patron" "patron" "", "";
    10 "0010_views" "views" include_str!("../../../migrations/0010_views.sqlite.sql"),
        include_str!("../../../migrations/0010_views.postgres.sql");
    11 "0011_drafts" "drafts" "", "";
    12 "0012_relations" "relations" "", "";
    13 "0013_work" "work" "", "";
    14 "0014_notifications" "notifications" "", "";
    15 "0015_administration" "administration" "", "";
    16 "0016_beside" "beside" "", "";
    17 "0017_relationships" "relationships" "", "";
    18 "0018_glossary" "glossary" "", "";
    19 "0019_profiles" "profiles" "", "";
    20 "0020_meetings" "meetings" "", "";
    21 "0021_praise" "praise" "", "";
    22 "0022_ladder" "ladder" "", "";
    23 "0023_projects" "projects" "", "";
    24 "0024_calendars" "calendars" "", "";
    25 "0025_agreements" "agreements" "", "";
    26 "0026_felt" "felt" "", "";
    27 "0027_phases" "phases" "", "";
};

/// The number of the newest step. Numbers may be left out: of steps that are written side by side,
/// one may come sooner than another.
pub fn newest_step() -> i64 {
    MIGRATIONS.last().map_or(0, |step| step.number)
}

/// Runs the steps this database has not had yet, all or none. Several processes may start at once:
/// one runs them, the others wait. Refuses a database from a newer version, and one whose earlier
/// steps differ from this program's.
pub fn migrate(tx: &mut Tx, now: Time) -> Result<usize> {
    migrate_to(tx, now, i64::MAX)
}

/// The same, up to and including one step; for tests of upgrades.
pub fn migrate_to(tx: &mut Tx, now: Time, last: i64) -> Result<usize> {
    if tx.engine() == Engine::Postgres {
        // any fixed number does; this one spells "foot"
        tx.batch("set local lock_timeout = 0; select pg_advisory_xact_lock(1718578036)")?;
    }
    tx.batch(&translate(
        tx.engine(),
        "create table if not exists schema_migration (
  number bigint primary key,
  name text not null,
  text text not null,
  applied_at bigint not null
);\n",
    ))?;
    let had: Vec<(i64, String)> =
        tx.all(sql!("select number, text from schema_migration order by number"), &[])?;
    if let Some((number, _)) = had.iter().find(|(n, _)| MIGRATIONS.iter().all(|m| m.number != *n)) {
        return Err(Error::Migration(format!(
            "this database has step {number}, which this version does not know: it was opened by a newer one"
        )));
    }
    let mut ran = 0;
    for step in MIGRATIONS.iter().filter(|step| step.number <= last) {
        let text = full_text(tx.engine(), step);
        match had.iter().find(|(number, _)| *number == step.number) {
            Some((_, before)) if *before == text => {}
            Some(_) => {
                return Err(Error::Migration(format!(
                    "step {} ({}) was run with another text; was a released file edited?",
                    step.number, step.name
                )));
            }
            None => {
                tx.batch(&text)?;
                tx.run(
                    sql!("insert into schema_migration (number, name, text, applied_at) values ($1, $2, $3, $4)"),
                    args![step.number, step.name, &text, now],
                )?;
                ran += 1;
            }
        }
    }
    Ok(ran)
}

fn full_text(engine: Engine, step: &Migration) -> String {
    let own = match engine {
        Engine::Sqlite => step.sqlite,
        Engine::Postgres => step.postgres,
    };
    translate(engine, step.text) + own
}

/// The shared text names types as PostgreSQL does, and `identity` for a counted key. For SQLite
/// they become its own words, and a line `);`, which ends a table, makes it strict.
fn translate(engine: Engine, text: &str) -> String {
    let words: &[(&str, &str)] = match engine {
        Engine::Postgres => &[("identity", "bigint generated by default as identity primary key")],
        Engine::Sqlite => &[
            ("identity", "integer primary key"),
            ("bigint", "integer"),
            ("boolean", "integer"),
            ("bytea", "blob"),
        ],
    };
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.lines() {
        if engine == Engine::Sqlite && line.trim_end() == ");" {
            out.push_str(") strict;\n");
            continue;
        }
        for piece in line.split_inclusive(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
            let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let new = words.iter().find(|(old, _)| *old == word).map_or(word, |(_, new)| new);
            out.push_str(new);
            out.push_str(&piece[word.len()..]);
        }
        out.push('\n');
    }
    out
}
