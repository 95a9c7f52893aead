//! Everything in one file, and back: rows as lines of JSON, and the files they name. The same
//! lines, without secrets, are the export. A backup of one engine restores into the other
//! ([why](../../../docs/decisions/0005-backups.md)).

mod source;
mod target;

use crate::{store, wiring};
use base::{App, Clock, Config, Error, Files, Result, Time, Tx};
use db::{MIGRATIONS, Settings, dump};
use serde::{Deserialize, Serialize};
use source::Source;
use std::{collections::BTreeMap, path::Path};
use target::Target;

/// What stays here when rows are exported: secrets, and what only this installation can use.
const PRIVATE: [&str; 7] =
    ["setting", "session", "sign_in_link", "sign_in_attempt", "token", "idempotency_key", "job"];
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
}

/// Writes everything into one file that only its owner can read; a running server goes on. The
/// file has its name only once it is whole and on the disk.
pub async fn take(config: &Config, file: &Path, now: Time) -> Result<Count> {
    let (config, path) = (config.clone(), file.to_owned());
    blocking(move || {
        let part = path.with_added_extension("part");
        let count = keep(&config, Target::file(&part)?, false, now)?;
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
    if settings.sqlite_file().is_some_and(|file| !file.exists()) {
        let why = format!("there is no database at {}", settings.url);
        return Err(Error::Unavailable(why));
    }
    let count = settings.snapshot(|tx| {
        let step = store::last_step(tx)?;
        if step != MIGRATIONS.len() as i64 {
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
        store::each_file(tx, &mut |key| {
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
    target.json("complete.json", &Tail { rows: count.rows.clone(), files: count.files })?;
    target.finish()?;
    Ok(count)
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

/// Reads what a backup or an export would bring, without bringing it.
pub async fn look(from: &Path) -> Result<Count> {
    let from = from.to_owned();
    blocking(move || Ok(examine(&from)?.1)).await
}

/// Goes through the whole source: it must be ours, not newer than this program, and complete.
fn examine(from: &Path) -> Result<(Head, Count)> {
    let not_ours =
        |why: &str| Error::Unavailable(format!("{} {why}: nothing was changed", from.display()));
    let (mut head, mut tail, mut count) = (None, None, Count::default());
    Source::open(from)?.each(&mut |name, read| {
        if name == "footbridge.json" {
            head = serde_json::from_reader::<_, Head>(read).ok();
        } else if name == "complete.json" {
            tail = serde_json::from_reader::<_, Tail>(read).ok();
        } else if let Some(table) = source::table_of(name) {
            let mut text = String::new();
            read.read_to_string(&mut text)?;
            *count.rows.entry(table.to_owned()).or_default() += text.lines().count() as u64;
        } else if name.starts_with("files/") {
            count.files += 1;
        }
        Ok(())
    })?;
    let head = head.filter(|h| h.format == "footbridge").ok_or_else(|| not_ours("is not ours"))?;
    if head.step > MIGRATIONS.len() as i64 {
        return Err(not_ours("is from a newer version"));
    }
    let tail = tail.ok_or_else(|| not_ours("is incomplete (its end is missing)"))?;
    let expected = tail.rows.iter().filter(|(_, n)| **n > 0);
    if count.files != tail.files || !expected.eq(count.rows.iter()) {
        return Err(not_ours("is damaged (some of it is missing)"));
    }
    Ok((head, count))
}

/// Puts a backup or an export in the place of what is there, all or nothing: rows that are there
/// already are refused without `force`, and then removed.
pub async fn restore(config: &Config, from: &Path, force: bool, now: Time) -> Result<Count> {
    std::fs::create_dir_all(&config.data)?;
    let (head, count) = blocking({
        let from = from.to_owned();
        move || examine(&from)
    })
    .await?;
    let app = wiring::connect(config.clone(), Clock::System).await?;
    let rows = app.db.read(|tx| -> Result<i64> { Ok(store::count_people(tx)?) }).await;
    // a database without our tables has nothing to lose
    if !force && rows.unwrap_or(0) > 0 {
        let why = "there are people and tickets here already: add --force to replace them all";
        return Err(Error::Unavailable(why.into()));
    }
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
        let first: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(first).map_err(|e| Error::Unavailable(format!("{name}: {e}")))?;
        let columns = dump::columns(tx, table)?;
        let known = |name: &&str| columns.iter().any(|(n, _)| n == name);
        let names: Vec<&str> = first.keys().map(String::as_str).filter(known).collect();
        // rows that point at rows of the same table come in one go
        let most = if names.contains(&"parent_id") { usize::MAX } else { ROWS };
        let lines: Vec<&str> = text.lines().collect();
        for some in lines.chunks(most) {
            dump::insert(tx, table, &names, &format!("[{}]", some.join(",")))?;
        }
        Ok(())
    })
}
