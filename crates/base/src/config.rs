//! Settings: a file, then the environment, each with where it came from.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::PathBuf};
use toml::{Table, Value};

/// All settings. Unknown keys are refused by name.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The organisation's name, shown in the bar and in mail.
    pub name: String,
    /// Listening.
    pub server: Server,
    /// Rows.
    pub database: Database,
    /// Messages.
    pub mail: Mail,
    /// How the desk works.
    pub desk: Desk,
    /// How much is too much.
    pub limits: Limits,
    /// The log: `text` or `json`, and how much of it.
    pub log: Log,
    /// The folder for attachments, outgoing mail and the embedded database. Relative paths in other
    /// settings start here.
    pub data: PathBuf,
}

/// Listening and addresses.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Address and port; port 0 is any free one.
    pub listen: String,
    /// What people type, e.g. `https://help.example.org`; links in mail start with it, and cookies
    /// are secure when it begins with https.
    pub url: String,
    /// Where people are whose clock nobody has set.
    pub time_zone: String,
}

/// Rows.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `sqlite:FILE` or `postgres://...`.
    pub url: String,
    /// Connections for reading (PostgreSQL: and as many for writing).
    pub connections: usize,
}

/// Messages.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// What notices are sent from.
    pub from: String,
    /// In the subject tag: `[NAME #7]`.
    pub tag: String,
    /// Names the tag had before; replies to them still find their ticket.
    pub former_tags: Vec<String>,
    /// The folder that outgoing messages are written to, one file each.
    pub outbox: PathBuf,
}

/// How the desk works.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Desk {
    /// When help is there, e.g. `Mon-Fri 08:30-17:30`; promises of news count only these hours.
    pub support_hours: String,
}

/// How much is too much.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// One request with its files, in megabytes.
    pub upload_megabytes: u64,
    /// How long a session lasts without being used, in days.
    pub session_days: i64,
    /// Resolved tickets close by themselves after so many days.
    pub close_after_days: i64,
}

impl Limits {
    /// One request with its files, in bytes.
    pub fn upload_bytes(&self) -> u64 {
        self.upload_megabytes.saturating_mul(1_000_000)
    }
}

/// The log.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `text` or `json`.
    pub format: String,
    /// A filter such as `info` or `info,desk=debug`.
    pub level: String,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            name: "Footbridge".into(),
            server: Server::default(),
            database: Database::default(),
            mail: Mail::default(),
            desk: Desk::default(),
            limits: Limits::default(),
            log: Log::default(),
            data: "data".into(),
        }
    }
}
impl Default for Server {
    fn default() -> Self {
        Server {
            listen: "127.0.0.1:8080".into(),
            url: String::new(),
            time_zone: "Australia/Melbourne".into(),
        }
    }
}
impl Default for Database {
    fn default() -> Self {
        Database { url: "sqlite:footbridge.db".into(), connections: 4 }
    }
}
impl Default for Mail {
    fn default() -> Self {
        Mail {
            from: "Footbridge <desk@localhost>".into(),
            tag: "Footbridge".into(),
            former_tags: Vec::new(),
            outbox: "outbox".into(),
        }
    }
}
impl Default for Desk {
    fn default() -> Self {
        Desk { support_hours: "Mon-Fri 08:30-17:30; Sat 09:00-13:00".into() }
    }
}
impl Default for Limits {
    fn default() -> Self {
        Limits { upload_megabytes: 25, session_days: 30, close_after_days: 14 }
    }
}
impl Default for Log {
    fn default() -> Self {
        Log { format: "text".into(), level: "info".into() }
    }
}

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// The file.
    File,
    /// This environment variable.
    Environment(String),
}

/// One setting as `footbridge config check` prints it.
#[derive(Clone, Debug)]
pub struct Setting {
    /// `section.key`.
    pub name: String,
    /// As TOML, with passwords hidden.
    pub value: String,
    /// Where from.
    pub origin: Origin,
}

/// What is wrong with the settings, in words an administrator can act on.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub String);

const PREFIX: &str = "FOOTBRIDGE_";

impl Config {
    /// From the text of a file (empty if there is none) and `FOOTBRIDGE_SECTION__KEY` variables.
    /// A variable ending in `_FILE` names a file whose content is the value.
    pub fn load(
        text: &str,
        environment: &BTreeMap<String, String>,
    ) -> Result<(Config, Vec<Setting>), ConfigError> {
        let mut table: Table = text.parse().map_err(|e| ConfigError(format!("{e}")))?;
        let mut origins: BTreeMap<String, Origin> = BTreeMap::new();
        flatten("", &Value::Table(table.clone()), &mut |name, _| {
            origins.insert(name.to_owned(), Origin::File);
        });
        for (variable, value) in environment {
            let Some(name) = variable.strip_prefix(PREFIX) else {
                continue;
            };
            // the test runner's own variables are not settings
            if name.starts_with("TEST_") {
                continue;
            }
            let mut path: Vec<String> =
                name.to_lowercase().split("__").map(str::to_owned).collect();
            let mut value = value.clone();
            if let Some(last) = path.last_mut()
                && let Some(key) = last.strip_suffix("_file")
            {
                *last = key.to_owned();
                value = std::fs::read_to_string(&value)
                    .map_err(|e| ConfigError(format!("{variable} names {value}: {e}")))?
                    .trim_end()
                    .to_owned();
            }
            origins.insert(path.join("."), Origin::Environment(variable.clone()));
            place(&mut table, &path, &value)
                .map_err(|e| ConfigError(format!("{variable}: {e}")))?;
        }
        let config: Config = table.try_into().map_err(|e| ConfigError(format!("{e}")))?;
        let mut settings = Vec::new();
        let all = Value::try_from(&config).map_err(|e| ConfigError(e.to_string()))?;
        flatten("", &all, &mut |name, value| {
            settings.push(Setting {
                name: name.to_owned(),
                value: hide(&value.to_string()),
                origin: origins.get(name).cloned().unwrap_or(Origin::Default),
            });
        });
        Ok((config, settings))
    }

    /// The database, with a relative file put into the data folder.
    pub fn database_url(&self) -> String {
        match self.database.url.strip_prefix("sqlite:") {
            Some(file) => format!("sqlite:{}", self.data.join(file).display()),
            None => self.database.url.clone(),
        }
    }

    /// Whether cookies may only travel encrypted: over https, or on this machine.
    pub fn is_secure(&self) -> bool {
        let url = &self.server.url;
        url.is_empty()
            || ["https://", "http://127.0.0.1", "http://localhost", "http://[::1]"]
                .iter()
                .any(|safe| url.starts_with(safe))
    }

    /// The zone of everybody whose own is not set; UTC if the name is not known.
    pub fn time_zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get(&self.server.time_zone).unwrap_or(jiff::tz::TimeZone::UTC)
    }
}

fn flatten(prefix: &str, value: &Value, each: &mut dyn FnMut(&str, &Value)) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                flatten(&name, value, each);
            }
        }
        value => each(prefix, value),
    }
}

/// Puts a text where its path says, as a number, truth value or list if it reads like one.
fn place(table: &mut Table, path: &[String], value: &str) -> Result<(), String> {
    let Some((key, rest)) = path.split_first() else {
        return Ok(());
    };
    if rest.is_empty() {
        let parsed = format!("v = {value}").parse::<Table>().ok().and_then(|mut t| t.remove("v"));
        let value = parsed.unwrap_or_else(|| Value::String(value.to_owned()));
        table.insert(key.clone(), value);
        return Ok(());
    }
    match table.entry(key.clone()).or_insert_with(|| Value::Table(Table::new())) {
        Value::Table(inner) => place(inner, rest, value),
        _ => Err(format!("`{key}` is not a section")),
    }
}

/// The password in a database address.
fn hide(value: &str) -> String {
    let Some((scheme, rest)) = value.split_once("://") else {
        return value.to_owned();
    };
    match rest.rsplit_once('@') {
        Some((account, host)) => match account.split_once(':') {
            Some((name, _)) => format!("{scheme}://{name}:(hidden)@{host}"),
            None => value.to_owned(),
        },
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn the_environment_wins_over_the_file_and_each_says_where_it_came_from() {
        let file = "name = \"Bellwater\"\n[server]\nlisten = \"127.0.0.1:1\"\n";
        let env = with(&[("FOOTBRIDGE_SERVER__LISTEN", "127.0.0.1:2"), ("HOME", "/x")]);
        let (config, settings) = Config::load(file, &env).unwrap();
        assert_eq!(config.server.listen, "127.0.0.1:2");
        let origin = |n: &str| settings.iter().find(|s| s.name == n).unwrap().origin.clone();
        assert_eq!(origin("name"), Origin::File);
        assert_eq!(
            origin("server.listen"),
            Origin::Environment("FOOTBRIDGE_SERVER__LISTEN".into())
        );
        assert_eq!(origin("limits.session_days"), Origin::Default);
    }

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let error = Config::load("[server]\nlisen = \"x\"\n", &with(&[])).unwrap_err();
        assert!(error.to_string().contains("lisen"), "{error}");
        let env = with(&[("FOOTBRIDGE_SERVER__PORT", "1")]);
        assert!(Config::load("", &env).unwrap_err().to_string().contains("port"));
    }

    #[test]
    fn a_password_in_the_database_address_is_not_printed() {
        let env = with(&[("FOOTBRIDGE_DATABASE__URL", "postgres://desk:hush@db/desk")]);
        let (_, settings) = Config::load("", &env).unwrap();
        assert!(settings.iter().all(|s| !s.value.contains("hush")));
    }
}
