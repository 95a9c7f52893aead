//! Settings: what there is to set, and the usual values.

mod live;
mod load;

pub use live::Live;
pub use load::{ConfigError, Origin, Setting};

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::PathBuf};

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
    /// How people are asked how it felt.
    pub felt: Felt,
    /// How much is too much.
    pub limits: Limits,
    /// The log: `text` or `json`, and how much of it.
    pub log: Log,
    /// The folder for attachments, outgoing mail and the embedded database. Relative paths in other
    /// settings start here.
    pub data: PathBuf,
    /// Where each setting came from that is not as usual.
    #[serde(skip)]
    pub origins: BTreeMap<String, Origin>,
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
    /// Addresses of web servers in front, with commas between. What they say of who is behind them
    /// (`X-Forwarded-For`) is believed; one on this machine always is.
    pub trusted_proxies: String,
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
    /// How long an answer waits before it leaves, so that it can be taken back, in seconds: 0 to 60.
    pub undo_seconds: i64,
}

/// How people are asked how it felt, once something is put right.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Felt {
    /// Whether anybody is asked by mail; the question on the ticket's page is always there.
    pub is_asking_by_mail: bool,
    /// How long after it was put right, in hours: 0 to 336; 0: with the letter that says so.
    pub after_hours: i64,
    /// Days without another question by mail to the same person: 1 to 400.
    pub days_between: i64,
    /// Of how many tickets in a hundred it is asked: 1 to 100.
    pub percent: i64,
    /// How long the links in the question answer it, in days: 1 to 400.
    pub link_days: i64,
    /// So many low marks about one service within thirty days are looked into: 2 to 100.
    pub low_marks: i64,
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
    /// Pages that one process keeps up to date by themselves, at most; the others look now and then.
    pub live_pages: usize,
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
            felt: Felt::default(),
            limits: Limits::default(),
            log: Log::default(),
            data: "data".into(),
            origins: BTreeMap::new(),
        }
    }
}
impl Default for Server {
    fn default() -> Self {
        Server {
            listen: "127.0.0.1:8080".into(),
            url: String::new(),
            time_zone: "Australia/Melbourne".into(),
            trusted_proxies: String::new(),
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
        Desk { support_hours: "Mon-Fri 08:30-17:30; Sat 09:00-13:00".into(), undo_seconds: 15 }
    }
}
impl Default for Felt {
    fn default() -> Self {
        Felt {
            is_asking_by_mail: true,
            after_hours: 24,
            days_between: 14,
            percent: 100,
            link_days: 30,
            low_marks: 3,
        }
    }
}
impl Default for Limits {
    fn default() -> Self {
        Limits { upload_megabytes: 25, session_days: 30, close_after_days: 14, live_pages: 5000 }
    }
}
impl Default for Log {
    fn default() -> Self {
        Log { format: "text".into(), level: "info".into() }
    }
}

impl Config {
    /// The database, with a relative file put into the data folder.
    pub fn database_url(&self) -> String {
        match self.database.url.strip_prefix("sqlite:") {
            Some(file) => format!("sqlite:{}", self.data.join(file).display()),
            None => self.database.url.clone(),
        }
    }

    /// The whole address of a page: beneath what people type, or, where nobody has set that, beneath
    /// what the server listens on, so that a link in a message always leads somewhere.
    pub fn link(&self, path: &str) -> String {
        match self.server.url.trim_end_matches('/') {
            "" => format!("http://{}{path}", self.server.listen),
            url => format!("{url}{path}"),
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
