//! Settings as they are now: those read at the start, and what was chosen in the browser since.

use super::{Config, ConfigError, Origin, Setting};
use std::{
    ops::Deref,
    sync::{Arc, PoisonError, RwLock},
};

/// The settings, readable as a [`Config`] at any moment. A clone sees the same ones.
#[derive(Clone, Debug)]
pub struct Live {
    start: Arc<Config>,
    now: Arc<RwLock<&'static Config>>,
}

impl Live {
    /// As they were read at the start.
    pub fn new(start: Config) -> Self {
        // kept for good, as every later state is: a change is rare, costs two kilobytes, and in
        // return nobody who reads a setting has to hold a lock
        let now: &'static Config = Box::leak(Box::new(start.clone()));
        Live { start: Arc::new(start), now: Arc::new(RwLock::new(now)) }
    }

    /// Takes in what was chosen in the browser: names and values as [`Config::choose`] reads them.
    /// What it does not know, or what the file or the environment has pinned, changes nothing.
    pub fn choose(&self, chosen: &[(String, String)]) {
        let mut next = (*self.start).clone();
        for (name, value) in chosen {
            if next.pinned(name).is_none()
                && let Ok(with) = next.choose(name, value)
            {
                next = with;
            }
        }
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if now.list() != next.list() {
            *now = Box::leak(Box::new(next));
        }
    }

    /// As they were before anything was chosen in the browser.
    pub fn at_start(&self) -> &Config {
        &self.start
    }
}

impl Deref for Live {
    type Target = Config;
    fn deref(&self) -> &Config {
        let now: &'static Config = *self.now.read().unwrap_or_else(PoisonError::into_inner);
        now
    }
}

/// What only takes effect with a new start, or decides where everything is kept: not for the
/// browser.
const MACHINE: [&str; 7] = [
    "data",
    "database.connections",
    "database.url",
    "log.format",
    "log.level",
    "mail.outbox",
    "server.listen",
];

impl Config {
    /// Whether a setting belongs to the machine: it is read once, at the start.
    pub fn is_of_machine(name: &str) -> bool {
        MACHINE.contains(&name)
    }

    /// Where a setting comes from that the browser therefore cannot change.
    pub fn pinned(&self, name: &str) -> Option<&Origin> {
        self.origins.get(name).filter(|origin| **origin != Origin::Browser)
    }

    /// The same with one setting as it was typed in the browser: a text, a number, true or false,
    /// or a list with commas between. Refused where there is no such setting or the value does not
    /// do.
    pub fn choose(&self, name: &str, typed: &str) -> Result<Config, ConfigError> {
        let mut next = self.with_value(name, typed.trim())?;
        if let Some(why) = next.problem(name) {
            return Err(ConfigError(why.to_owned()));
        }
        next.origins = self.origins.clone();
        next.origins.insert(name.to_owned(), Origin::Browser);
        Ok(next)
    }

    /// The value of a setting as it would be typed in the browser.
    pub fn typed(&self, name: &str) -> Option<String> {
        self.values().into_iter().find(|(n, _)| n == name).map(|(_, value)| match value {
            toml::Value::String(text) => text,
            toml::Value::Array(list) => {
                let texts = list.iter().map(|v| v.as_str().unwrap_or_default().to_owned());
                texts.collect::<Vec<_>>().join(", ")
            }
            other => other.to_string(),
        })
    }

    /// Whether a setting is a choice between yes and no.
    pub fn is_choice(&self, name: &str) -> bool {
        self.values().iter().any(|(n, value)| n == name && value.is_bool())
    }

    /// A Fluent key for what is wrong with a setting's value; nothing if it will do.
    fn problem(&self, name: &str) -> Option<&'static str> {
        let is_in = |n: i64, most: i64| (1..=most).contains(&n);
        let is_fine = match name {
            "name" | "mail.tag" => !self.typed(name).unwrap_or_default().is_empty(),
            "server.url" => {
                let url = &self.server.url;
                url.is_empty() || url.starts_with("https://") || url.starts_with("http://")
            }
            "server.time_zone" => jiff::tz::TimeZone::get(&self.server.time_zone).is_ok(),
            "mail.from" => self.mail.from.contains('@'),
            "limits.upload_megabytes" => (1..=1000).contains(&self.limits.upload_megabytes),
            "limits.session_days" => is_in(self.limits.session_days, 400),
            "desk.undo_seconds" => (0..=60).contains(&self.desk.undo_seconds),
            "limits.close_after_days" => is_in(self.limits.close_after_days, 400),
            "limits.live_pages" => self.limits.live_pages <= 100_000,
            "felt.after_hours" => (0..=336).contains(&self.felt.after_hours),
            "felt.days_between" => is_in(self.felt.days_between, 400),
            "felt.percent" => is_in(self.felt.percent, 100),
            "felt.link_days" => is_in(self.felt.link_days, 400),
            "felt.low_marks" => (2..=100).contains(&self.felt.low_marks),
            _ => true,
        };
        (!is_fine).then_some(match name {
            "name" | "mail.tag" => "problem-empty",
            "server.url" => "problem-setting-url",
            "server.time_zone" => "problem-time-zone",
            "mail.from" => "problem-email",
            "limits.upload_megabytes" => "problem-setting-megabytes",
            "limits.live_pages" => "problem-setting-pages",
            "desk.undo_seconds" => "problem-setting-undo",
            "felt.after_hours" => "problem-setting-hours",
            "felt.percent" => "problem-setting-percent",
            "felt.low_marks" => "problem-setting-marks",
            _ => "problem-setting-days",
        })
    }

    /// Every setting with its value and where it came from; passwords hidden.
    pub fn list(&self) -> Vec<Setting> {
        let all = self.values().into_iter();
        all.map(|(name, value)| Setting {
            value: super::load::hide(&value.to_string()),
            origin: self.origins.get(&name).cloned().unwrap_or(Origin::Default),
            name,
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(name: &str, value: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), value.to_owned())]
    }

    #[test]
    fn what_is_chosen_shows_to_everybody_who_reads_it_and_goes_away_again() {
        let live = Live::new(Config::default());
        let elsewhere = live.clone();
        live.choose(&chosen("desk.support_hours", "Mon-Fri 08:00-16:00"));
        assert_eq!(elsewhere.desk.support_hours, "Mon-Fri 08:00-16:00");
        let is_browsers =
            |s: &Setting| s.name == "desk.support_hours" && s.origin == Origin::Browser;
        assert!(live.list().iter().any(is_browsers));
        live.choose(&[]);
        assert_eq!(elsewhere.desk.support_hours, Config::default().desk.support_hours);
    }

    #[test]
    fn the_file_wins_over_the_browser() {
        let file = "[limits]\nsession_days = 3\n";
        let (config, _) = Config::load(("my.toml", file), &Default::default()).unwrap();
        let live = Live::new(config);
        live.choose(&chosen("limits.session_days", "9"));
        assert_eq!(live.limits.session_days, 3);
        assert_eq!(live.pinned("limits.session_days"), Some(&Origin::File));
    }

    #[test]
    fn a_value_that_does_not_do_is_refused() {
        let config = Config::default();
        for (name, value) in [
            ("limits.session_days", "0"),
            ("limits.session_days", "many"),
            ("server.url", "help.example.org"),
            ("server.time_zone", "Melbourne"),
            ("name", " "),
            ("no.such", "1"),
        ] {
            assert!(config.choose(name, value).is_err(), "{name} {value}");
        }
        let tags = config.choose("mail.former_tags", "Old desk, IT Help").unwrap();
        assert_eq!(tags.mail.former_tags, ["Old desk", "IT Help"]);
        assert_eq!(tags.typed("mail.former_tags").as_deref(), Some("Old desk, IT Help"));
    }
}
