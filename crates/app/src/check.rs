//! `footbridge check`: looks at everything that can be wrong, and says what to do about it.

use crate::{backup::must_exist, store, wiring};
use base::{App, Clock, Config, Error, Result, Time, hex, sha256};
use calendar::WeeklyHours;
use db::{Settings, dump};
use std::path::Path;

/// One thing that was looked at.
#[derive(Debug)]
pub struct Finding {
    /// `database`, `files`, `settings`, `jobs`, `search`.
    pub part: &'static str,
    /// What was seen.
    pub said: String,
    /// What to do, empty if what was seen says it; none: all is well.
    pub advice: Option<&'static str>,
}

const RESTORE: &str = "Restore the newest backup: footbridge restore FILE --force";
const MIGRATE: &str = "Start this version's server once: it brings the database up to date.";
const FAILED: &str = "An administrator finds them under Administration, Failed work.";
const WAITING: &str = "Is the server running? It does these jobs.";
const SETTING: &str = "Correct it in footbridge.toml or in the environment.";
const REACH: &str = "Is the database there and free, and is database.url right?";
const ADDRESS: &str = "Write it as in: Library desk <desk@library.example>";
const SEARCH: &str = "Make a backup and restore it: that makes the search index anew.";
const FOLDER: &str = "Give the account that runs Footbridge the right to write there.";
const FULL: &str = "Make room on that disk; nothing is lost, and the server goes on by itself.";

/// Looks at everything, as the settings say where it is; what cannot even be opened is a finding,
/// too.
pub async fn look(config: Config) -> Vec<Finding> {
    let settings = Settings::new(config.database_url());
    let looked = async {
        must_exist(&settings)?;
        check(&wiring::connect(config.clone(), Clock::System).await?).await
    }
    .await;
    looked.unwrap_or_else(|error| {
        let mut found = self::settings(&config);
        found.push(unreadable(&error));
        found
    })
}

fn unreadable(error: &Error) -> Finding {
    let said = match error {
        Error::Unavailable(why) => why.clone(),
        other => other.to_string(),
    };
    // some words say themselves what to do
    let advice = if said.contains(" --") { "" } else { REACH };
    finding("database", said, Some(advice))
}

/// Looks at everything of an application that is open. Never changes a row.
pub async fn check(app: &App) -> Result<Vec<Finding>> {
    let mut found = settings(&app.config);
    let now = app.now();
    match app.read(move |tx| rows(tx, now)).await {
        Ok(rows) => {
            found.extend(rows);
            found.push(files(app).await?);
        }
        Err(error) => found.push(unreadable(&error)),
    }
    Ok(found)
}

fn finding(part: &'static str, said: impl Into<String>, advice: Option<&'static str>) -> Finding {
    Finding { part, said: said.into(), advice }
}

fn settings(config: &Config) -> Vec<Finding> {
    let mut found = Vec::new();
    let zone = &config.server.time_zone;
    if jiff::tz::TimeZone::get(zone).is_err() {
        found.push(finding("settings", format!("no time zone is called {zone}"), Some(SETTING)));
    }
    if let Err(problem) = WeeklyHours::parse(&config.desk.support_hours) {
        let said = format!("desk.support_hours: {problem:?}");
        found.push(finding("settings", said, Some(SETTING)));
    }
    if !config.is_secure() {
        let said = format!("{} is not https: passwords travel in the open", config.server.url);
        found.push(finding("settings", said, Some(SETTING)));
    }
    if mail::Mailbox::read(&config.mail.from).is_none() {
        let said = format!("mail.from is not an address: {}", config.mail.from);
        found.push(finding("settings", said, Some(ADDRESS)));
    }
    for folder in [config.data.clone(), config.data.join(&config.mail.outbox)] {
        if let Err(error) = try_writing(&folder) {
            let said = format!("{}: {error}", folder.display());
            let advice = match error.kind() {
                std::io::ErrorKind::StorageFull => FULL,
                _ => FOLDER,
            };
            found.push(finding("settings", said, Some(advice)));
        }
    }
    if found.is_empty() {
        found.push(finding("settings", "all as they should be", None));
    }
    found
}

fn try_writing(folder: &Path) -> std::io::Result<()> {
    // what is not there yet is made when it is needed
    if !folder.exists() {
        return Ok(());
    }
    let file = folder.join(format!(".check-{}", std::process::id()));
    // an empty file fits on a full disk
    let written = std::fs::write(&file, [0; 65_536]);
    std::fs::remove_file(file)?;
    written
}

fn rows(tx: &mut base::Tx, now: Time) -> Result<Vec<Finding>> {
    let step = store::last_step(tx).unwrap_or(0);
    if step != db::newest_step() {
        let said = format!("at step {step} of {}", db::newest_step());
        return Ok(vec![finding("database", said, Some(MIGRATE))]);
    }
    let mut found: Vec<_> = dump::find_damage(tx)?
        .into_iter()
        .map(|said| finding("database", said, Some(RESTORE)))
        .collect();
    if found.is_empty() {
        let said = format!("whole, at step {step} of {}", db::newest_step());
        found.push(finding("database", said, None));
    }
    let (tickets, indexed) = store::count_indexed(tx)?;
    let is_complete = tickets == indexed;
    let said = format!("{indexed} of {tickets} tickets can be found");
    found.push(finding("search", said, (!is_complete).then_some(SEARCH)));
    let (waiting, dead, late) = store::count_jobs(tx, now.plus_seconds(-3600))?;
    let said = format!("{waiting} waiting, {late} of them for over an hour, {dead} failed");
    let advice = if dead > 0 { Some(FAILED) } else { (late > 0).then_some(WAITING) };
    found.push(finding("jobs", said, advice));
    Ok(found)
}

/// Every file that a row names must be there, with the content it was stored with.
async fn files(app: &App) -> Result<Finding> {
    let keys = app
        .read(|tx| {
            let mut keys = Vec::new();
            store::each_file(tx, false, &mut |key| {
                keys.push(key.to_owned());
                Ok(())
            })?;
            Ok(keys)
        })
        .await?;
    let (all, mut bad) = (keys.len(), Vec::new());
    for key in keys {
        let is_whole = match app.files.get(&key).await {
            Ok(bytes) => key.replace('/', "") == hex(&sha256(&bytes)),
            Err(_) => false,
        };
        if !is_whole {
            bad.push(key);
        }
    }
    if bad.is_empty() {
        return Ok(finding("files", format!("{all}, all whole"), None));
    }
    bad.truncate(10);
    let said = format!("missing or damaged, of {all}: {}", bad.join(", "));
    Ok(finding("files", said, Some(RESTORE)))
}
