//! Looking before leaping: what a source would bring, and what is in its way.

use super::{Count, Head, Tail, source, source::Source, target::link};
use crate::store;
use base::{Config, Error, Result, Time, hex, sha256};
use db::{Settings, dump};
use std::path::{Path, PathBuf};

/// Reads what a backup or an export would bring, without bringing it; and says whether the database
/// is empty, as an import needs it.
pub async fn look(config: &Config, from: &Path) -> Result<(Count, bool)> {
    let (config, from) = (config.clone(), from.to_owned());
    super::blocking(move || {
        let count = examine(&from)?.1;
        let standing = standing(&Settings::new(config.database_url()))?;
        Ok((count, matches!(standing, Standing::Empty)))
    })
    .await
}

/// Goes through the whole source before anything is touched: it must be ours, not newer than this
/// program, complete, and as it was written.
pub(super) fn examine(from: &Path) -> Result<(Head, Count)> {
    let refuse =
        |why: &str| Error::Unavailable(format!("{} {why}: nothing was changed", from.display()));
    let source = Source::open(from)?;
    let (mut head, mut tail, mut count) = (None, None::<Tail>, Count::default());
    let (mut digest, mut is_whole) = (Vec::new(), true);
    let read = source.each(&mut |name, read| {
        let mut bytes = Vec::new();
        read.read_to_end(&mut bytes)?;
        is_whole &= tail.is_none();
        if name == "complete.json" {
            tail = serde_json::from_slice(&bytes).ok();
            return Ok(());
        }
        digest = link(&digest, name, &bytes);
        if name == "footbridge.json" {
            head = serde_json::from_slice::<Head>(&bytes).ok();
        } else if let Some(table) = source::table_of(name) {
            let lines = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty()).count();
            *count.rows.entry(table.to_owned()).or_default() += lines as u64;
        } else if let Some(key) = name.strip_prefix("files/") {
            count.files += 1;
            is_whole &= key.replace('/', "") == hex(&sha256(&bytes));
        }
        Ok(())
    });
    let head = head.filter(|h| h.format == "footbridge");
    let head = head.ok_or_else(|| refuse("is not a backup or an export of Footbridge"))?;
    if head.step > db::newest_step() {
        return Err(refuse("is from a newer version of Footbridge"));
    }
    read.map_err(|error| match error {
        Error::Unavailable(why) => refuse(&format!("is damaged or cut short ({why})")),
        other => other,
    })?;
    let tail = tail.ok_or_else(|| refuse("is incomplete (its end is missing)"))?;
    let is_signed = matches!(source, Source::File(_));
    let is_same = !is_signed || tail.digest == hex(&digest);
    let expected = tail.rows.iter().filter(|(_, n)| **n > 0);
    if !is_whole || !is_same || count.files != tail.files || !expected.eq(count.rows.iter()) {
        return Err(refuse("is damaged (its content is not what was written)"));
    }
    Ok((head, count))
}

/// What is where a restore wants to go.
enum Standing {
    /// No people.
    Empty,
    /// People, and all they wrote.
    Taken,
    /// A file that cannot be read any more.
    Damaged,
}

fn standing(settings: &Settings) -> Result<Standing> {
    if super::is_missing(settings) {
        return Ok(Standing::Empty);
    }
    let looked = settings.snapshot(|tx| -> db::Result<Standing> {
        if !dump::find_damage(tx)?.is_empty() {
            return Ok(Standing::Damaged);
        }
        // a database without our tables has nothing to lose
        let is_ours = !dump::columns(tx, "person")?.is_empty();
        let is_taken = is_ours && store::count_people(tx)? > 0;
        Ok(if is_taken { Standing::Taken } else { Standing::Empty })
    });
    match looked {
        Err(db::Error::Damaged(_)) => Ok(Standing::Damaged),
        other => Ok(other?),
    }
}

/// Refuses with these words unless the database is empty; without words, only a damaged file must
/// go. Gives where it went.
pub(super) fn make_room(
    config: &Config,
    unless_empty: Option<&'static str>,
    now: Time,
) -> Result<Option<PathBuf>> {
    let settings = Settings::new(config.database_url());
    match (standing(&settings)?, unless_empty) {
        (Standing::Empty, _) | (Standing::Taken, None) => Ok(None),
        (Standing::Taken, Some(why)) => {
            Err(Error::Unavailable(format!("there are people and tickets here already: {why}")))
        }
        (Standing::Damaged, Some(why)) => {
            Err(Error::Unavailable(format!("the database here is damaged: {why}")))
        }
        (Standing::Damaged, None) => set_aside(&settings, now),
    }
}

/// Kept, because somebody may still get something out of it.
fn set_aside(settings: &Settings, now: Time) -> Result<Option<PathBuf>> {
    let Some(file) = settings.sqlite_file() else { return Ok(None) };
    let stamp = now.timestamp().strftime("damaged-%Y%m%dT%H%M%SZ").to_string();
    let aside = file.with_added_extension(&stamp);
    for end in ["-wal", "-shm"] {
        let beside = |path: &Path| PathBuf::from(format!("{}{end}", path.display()));
        if beside(&file).exists() {
            std::fs::rename(beside(&file), beside(&aside))?;
        }
    }
    std::fs::rename(&file, &aside)?;
    Ok(Some(aside))
}
