//! Everything in one file, and back: rows as lines of JSON, and the files they name. The same
//! lines, without secrets, are the export. A backup of one engine restores into the other
//! ([why](../../../docs/decisions/0006-backups.md)).

mod look;
mod source;
mod target;

use crate::{store, wiring};
use base::{Actor, App, Clock, Config, Error, Files, Result, Time, Tx};
use db::{Settings, dump};
use serde::{Deserialize, Serialize};
use source::Source;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};
use target::Target;

pub use look::look;

/// What stays here when rows are exported: secrets, and what only this installation can use.
const PRIVATE: [&str; 25] = [
    "setting",
    "session",
    "sign_in_link",
    "sign_in_attempt",
    "token",
    "idempotency_key",
    "job",
    "draft",
    "outgoing",
    "patron_detail",
    // what people let nobody else read, administrators neither
    "ladder",
    "ladder_ticket",
    "ladder_guest",
    "ladder_deed",
    "rung",
    "rung_note",
    "briefing",
    "worksheet",
    // reviews: who may read one is not for a folder of files to know
    "review",
    "review_ticket",
    "review_person",
    "review_part",
    "review_text",
    "review_mark",
    "review_deed",
];
/// Columns that are secrets in tables that are not.
const PRIVATE_COLUMNS: [&str; 1] = ["password"];
/// How many bytes of rows go into one piece; memory holds a few of them.
const PIECE: usize = 8 << 20;
/// How many rows are inserted at once.
const ROWS: usize = 1000;

/// The first entry: what this is.
#[derive(Serialize, Deserialize)]
struct Head {
    /// Always `footbridge`.
    format: String,
    /// The last step of the schema.
    step: i64,
    taken_at: String,
}

/// The last entry: what must have come before it, so that half a backup is noticed.
#[derive(Serialize, Deserialize, Default)]
struct Tail {
    rows: BTreeMap<String, u64>,
    files: u64,
    /// Of every entry before this one. An export has none: people may edit it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    digest: String,
}

/// What was kept or brought back.
#[derive(Debug, Default)]
pub struct Count {
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// Attachments and raw messages.
    pub files: u64,
    /// Files that rows name and that are not there.
    pub missing: Vec<String>,
    /// Where a damaged database was put that a restore replaced.
    pub aside: Option<PathBuf>,
}

/// Writes everything into one file that only its owner can read; a running server goes on. The
/// file has its name only once it is whole and on the disk.
pub async fn take(config: &Config, file: &Path, now: Time) -> Result<Count> {
    let (config, path) = (config.clone(), file.to_owned());
    blocking(move || {
        if path.is_dir() {
            let why = format!("{} is a folder: name the file to write", path.display());
            return Err(Error::Unavailable(why));
        }
        let part = path.with_added_extension("part");
        let kept = keep(&config, Target::file(&part)?, false, now);
        let count = kept.inspect_err(|_| drop(std::fs::remove_file(&part)))?;
        std::fs::rename(&part, &path)?;
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::File::open(folder)?.sync_all()?;
        }
        Ok(count)
    })
    .await
}

/// Writes everything but secrets into an empty folder, in open formats.
pub async fn export(config: &Config, folder: &Path, now: Time) -> Result<Count> {
    let (config, folder) = (config.clone(), folder.to_owned());
    blocking(move || keep(&config, Target::folder(&folder)?, true, now)).await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| Error::Internal(e.to_string()))?
}

fn keep(config: &Config, mut target: Target, is_export: bool, now: Time) -> Result<Count> {
    let settings = Settings::new(config.database_url());
    must_exist(&settings)?;
    let count = settings.snapshot(|tx| {
        let step = store::last_step(tx)?;
        if step != db::newest_step() {
            let why = "the database is from another version: start this version's server once";
            return Err(Error::Unavailable(why.into()));
        }
        target.json(
            "footbridge.json",
            &Head { format: "footbridge".into(), step, taken_at: now.to_string() },
        )?;
        let mut count = Count::default();
        for table in dump::tables() {
            if !(is_export && PRIVATE.contains(&table)) {
                let rows = keep_table(tx, &mut target, table, is_export)?;
                count.rows.insert(table.to_owned(), rows);
            }
        }
        // after the rows: what a row names was stored before the row was
        let stored = config.data.join("files");
        store::each_file(tx, is_export, &mut |key| {
            match std::fs::read(stored.join(key)) {
                Ok(bytes) => {
                    target.put(&format!("files/{key}"), &bytes)?;
                    count.files += 1;
                }
                Err(_) => count.missing.push(key.to_owned()),
            }
            Ok(())
        })?;
        Ok(count)
    })?;
    let digest = target.digest();
    target.json("complete.json", &Tail { rows: count.rows.clone(), files: count.files, digest })?;
    target.finish()?;
    Ok(count)
}

/// Asked before anything is made by mistake in the wrong folder.
pub(crate) fn must_exist(settings: &Settings) -> Result<()> {
    if !is_missing(settings) {
        return Ok(());
    }
    let at = settings.url.trim_start_matches("sqlite:");
    Err(Error::Unavailable(format!(
        "there is no database at {at}: say with --data or --config where it is"
    )))
}

fn is_missing(settings: &Settings) -> bool {
    settings.sqlite_file().is_some_and(|file| !file.exists())
}

fn keep_table(tx: &mut Tx, target: &mut Target, table: &str, is_export: bool) -> Result<u64> {
    let without: &[&str] = if is_export { &PRIVATE_COLUMNS } else { &[] };
    let (mut piece, mut number, mut rows) = (String::new(), 0, 0);
    let mut failed = Ok(());
    dump::read(tx, table, without, &mut |line| {
        piece += line;
        piece.push('\n');
        rows += 1;
        if piece.len() > PIECE && failed.is_ok() {
            number += 1;
            failed = target.put(&format!("rows/{table}/{number:06}.jsonl"), piece.as_bytes());
            piece.clear();
        }
        Ok(())
    })?;
    failed?;
    if !piece.is_empty() {
        target.put(&format!("rows/{table}/{:06}.jsonl", number + 1), piece.as_bytes())?;
    }
    Ok(rows)
}

/// Puts a backup or an export in the place of what is there, all or nothing. With `unless_empty`,
/// rows that are there already make it refuse with these words; without, they are replaced, and a
/// damaged database is put aside.
pub async fn restore(
    config: &Config,
    from: &Path,
    unless_empty: Option<&'static str>,
    now: Time,
) -> Result<Count> {
    let (head, count) = blocking({
        let (config, from) = (config.clone(), from.to_owned());
        move || {
            let (head, mut count) = look::examine(&from)?;
            count.aside = look::make_room(&config, unless_empty, now)?;
            Ok((head, count))
        }
    })
    .await?;
    std::fs::create_dir_all(&config.data)?;
    let app = wiring::connect(config.clone(), Clock::manual(now)).await?;
    bring_files(&app.files, from).await?;
    let from = from.to_owned();
    app.db
        .write(move |tx| -> Result<()> {
            dump::drop_all(tx)?;
            db::migrate_to(tx, now, head.step)?;
            bring_rows(tx, &from)?;
            dump::reset_counters(tx)?;
            db::migrate(tx, now)?;
            desk::tickets::reindex_all(tx)?;
            Ok(db::dialect::analyze(tx)?)
        })
        .await?;
    // what was to be forgotten since the backup was taken is forgotten before anybody looks
    while desk::patron::purge(&app, &Actor::system()).await? > 0 {}
    close(app).await;
    Ok(count)
}

async fn close(app: App) {
    let _ = tokio::task::spawn_blocking(move || app.db.close()).await;
}

async fn bring_files(files: &Files, from: &Path) -> Result<()> {
    let (files, from) = (files.clone(), from.to_owned());
    let runtime = tokio::runtime::Handle::current();
    blocking(move || {
        Source::open(&from)?.each(&mut |name, read| {
            let Some(key) = name.strip_prefix("files/") else { return Ok(()) };
            let mut bytes = Vec::new();
            read.read_to_end(&mut bytes)?;
            // the key is the hash of the content, so storing it anew also proves it
            match runtime.block_on(files.put(bytes))? {
                stored if stored == key => Ok(()),
                _ => Err(Error::Unavailable(format!("the file {key} is damaged in this backup"))),
            }
        })
    })
    .await
}

fn bring_rows(tx: &mut Tx, from: &Path) -> Result<()> {
    let known = dump::tables();
    Source::open(from)?.each(&mut |name, read| {
        let Some(table) = source::table_of(name) else { return Ok(()) };
        if !known.contains(&table) {
            return Err(Error::Unavailable(format!("nothing here is called {table}")));
        }
        let mut text = String::new();
        read.read_to_string(&mut text)?;
        let Some(first) = text.lines().next() else { return Ok(()) };
        let first: serde_json::Map<String, serde_json::Value> = serde_json::from_str(first)
            .map_err(|e| {
                Error::Unavailable(format!("{name} is not JSON Lines, nothing was changed: {e}"))
            })?;
        let columns = dump::columns(tx, table)?;
        let known = |name: &&str| columns.iter().any(|(n, _)| n == name);
        let names: Vec<&str> = first.keys().map(String::as_str).filter(known).collect();
        // rows that point at rows of the same table come in one go
        let most = if names.contains(&"parent_id") { usize::MAX } else { ROWS };
        let lines: Vec<&str> = text.lines().collect();
        for some in lines.chunks(most) {
            dump::insert(tx, table, &names, &format!("[{}]", some.join(","))).map_err(|e| {
                Error::Unavailable(format!("{name} does not fit, nothing was changed: {e}"))
            })?;
        }
        Ok(())
    })
}
