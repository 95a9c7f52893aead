//! Upgrades run over full tables, not only over empty ones.
// tidy: allow sql because a test of the schema speaks SQL

use db::{MIGRATIONS, Settings, Sync};
use testing::each_db;

/// Rows as they may stand after each step, for the steps after it to run over.
const SAMPLES: [(i64, &str); 27] = [
    (1, include_str!("../migrations/samples/0001_people.sql")),
    (2, include_str!("../migrations/samples/0002_jobs.sql")),
    (3, include_str!("../migrations/samples/0003_desk.sql")),
    (4, include_str!("../migrations/samples/0004_once.sql")),
    (5, include_str!("../migrations/samples/0005_devices.sql")),
    (6, include_str!("../migrations/samples/0006_counter.sql")),
    (7, include_str!("../migrations/samples/0007_scan.sql")),
    (8, include_str!("../migrations/samples/0008_playback.sql")),
    (9, include_str!("../migrations/samples/0009_patron.sql")),
    (10, include_str!("../migrations/samples/0010_views.sql")),
    (11, include_str!("../migrations/samples/0011_drafts.sql")),
    (12, include_str!("../migrations/samples/0012_relations.sql")),
    (13, include_str!("../migrations/samples/0013_work.sql")),
    (14, include_str!("../migrations/samples/0014_notifications.sql")),
    (15, include_str!("../migrations/samples/0015_administration.sql")),
    (16, include_str!("../migrations/samples/0016_beside.sql")),
    (17, include_str!("../migrations/samples/0017_relationships.sql")),
    (18, include_str!("../migrations/samples/0018_glossary.sql")),
    (19, include_str!("../migrations/samples/0019_profiles.sql")),
    (20, include_str!("../migrations/samples/0020_meetings.sql")),
    (21, include_str!("../migrations/samples/0021_praise.sql")),
    (22, include_str!("../migrations/samples/0022_ladder.sql")),
    (23, include_str!("../migrations/samples/0023_projects.sql")),
    (24, include_str!("../migrations/samples/0024_calendars.sql")),
    (25, include_str!("../migrations/samples/0025_agreements.sql")),
    (26, include_str!("../migrations/samples/0026_felt.sql")),
    (27, include_str!("../migrations/samples/0027_phases.sql")),
];

#[test]
fn every_step_runs_over_sample_rows_and_only_once() {
    assert_eq!(SAMPLES.len(), MIGRATIONS.len(), "each migration needs sample rows");
    let folder = std::env::temp_dir().join(format!("footbridge-upgrade-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let url = format!("sqlite:{}", folder.join("old.db").display());
    let db = db::Db::open(Settings { sync: Sync::Off, ..Settings::new(url) }).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let now = db::Time::from_micros(1_000_000);
    for (number, rows) in SAMPLES {
        let ran = runtime.block_on(db.write(move |tx| {
            let ran = db::migrate_to(tx, now, number)?;
            tx.batch(rows)?;
            Ok::<_, db::Error>(ran)
        }));
        assert_eq!(ran.unwrap(), 1, "step {number}");
    }
    assert_eq!(runtime.block_on(db.write(move |tx| db::migrate(tx, now))).unwrap(), 0);
    db.close();
    std::fs::remove_dir_all(folder).ok();
}

#[test]
fn the_sample_rows_fit_both_engines() {
    each_db(async |t| {
        let rows = SAMPLES.map(|(_, rows)| rows).concat();
        t.app.db.write(move |tx| tx.batch(&rows)).await.unwrap();
    });
}

#[test]
fn a_database_from_a_newer_version_is_refused() {
    each_db(async |t| {
        let now = t.app.now();
        let refused = t
            .app
            .db
            .write(move |tx| {
                tx.batch("insert into schema_migration (number, name, text, applied_at) values (99, 'later', '', 1)")?;
                db::migrate(tx, now)
            })
            .await;
        assert!(refused.unwrap_err().to_string().contains("newer"));
    });
}
