//! What people may change about themselves, and how a device is told.

use crate::{
    administration::Pairs,
    persons::{check_locale, check_zone},
};
use base::{Problems, Result, Time, row};

/// The time zones most people here need; any other can be typed.
pub const ZONES: [&str; 26] = [
    "Australia/Melbourne",
    "Australia/Sydney",
    "Australia/Brisbane",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Perth",
    "Australia/Hobart",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Toronto",
    "America/Halifax",
    "America/Sao_Paulo",
    "Europe/Dublin",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "Africa/Johannesburg",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "UTC",
];

row! {
    /// A device one is signed in on.
    #[derive(Clone, Debug)]
    pub struct OwnSession {
        /// SHA-256 of the cookie.
        pub token_hash: Vec<u8>,
        /// What the browser says it is.
        pub device: String,
        /// Since when.
        pub created_at: Time,
        /// Last used, to five minutes.
        pub seen_at: Time,
    }
}

row! {
    /// An API token of one's own.
    #[derive(Clone, Debug)]
    pub struct OwnToken {
        /// Its row.
        pub id: i64,
        /// What it is for.
        pub name: String,
        /// Words with a blank between.
        pub scopes: String,
        /// Since when.
        pub created_at: Time,
        /// Until when.
        pub expires_at: Time,
        /// Whether somebody took it back.
        pub revoked_at: Option<Time>,
    }
}

row! {
    /// A role of one's own.
    #[derive(Clone, Debug)]
    pub struct OwnRole {
        /// The role.
        pub role: String,
        /// Only for this department.
        pub department_id: Option<i64>,
        /// Its name.
        pub department: Option<String>,
        /// Only for this team.
        pub team_id: Option<i64>,
        /// Its name.
        pub team: Option<String>,
    }
}

row! {
    /// What one's account page starts from.
    #[derive(Clone, Debug)]
    pub struct Own {
        /// What people call one.
        pub name: String,
        /// Where one signs in.
        pub email: String,
        /// An IANA name; empty: the organisation's.
        pub time_zone: String,
        /// BCP 47; empty: English.
        pub locale: String,
        /// Counts edits.
        pub version: i64,
        /// A PHC string, if there is one.
        pub password: Option<String>,
    }
}

/// What people may change about themselves.
#[derive(Clone, Debug, Default)]
pub struct NewAccount {
    /// 1 to 200 characters.
    pub name: String,
    /// An IANA name; empty: the organisation's.
    pub time_zone: String,
    /// BCP 47; empty: English.
    pub locale: String,
}

impl NewAccount {
    /// Trims it, or says what is wrong.
    pub fn check(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        self.name = problems.text("name", &self.name, 200);
        self.time_zone = check_zone(&mut problems, &self.time_zone);
        self.locale = check_locale(&mut problems, &self.locale);
        problems.check()?;
        Ok(self)
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Pairs {
        let Self { name, time_zone, locale } = self.clone();
        vec![("name", name), ("time_zone", time_zone), ("locale", locale)]
    }
}

impl Own {
    /// As it would be written down again.
    pub fn as_new(&self) -> NewAccount {
        let Own { name, time_zone, locale, .. } = self.clone();
        NewAccount { name, time_zone, locale }
    }
}

/// The browser and the system in what a browser says it is; empty where unknown.
pub fn device(agent: &str) -> (&'static str, &'static str) {
    // the order matters: most browsers also claim to be the ones they descend from
    const BROWSERS: [(&str, &str); 8] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map_or("", |(_, name)| *name)
    };
    (find(&BROWSERS), find(&SYSTEMS))
}

/// Bytes as they stand in an address.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes again; nothing if it is not hex.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    let byte = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).ok();
    (0..text.len()).step_by(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_told_by_browser_and_system() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 \
                    (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0";
        assert_eq!(device(edge), ("Edge", "Windows"));
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 \
                     (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(device(phone), ("Safari", "iPhone"));
        assert_eq!(device("curl/8"), ("", ""));
    }

    #[test]
    fn hashes_travel_in_addresses() {
        assert_eq!(from_hex(&hex(&[0, 171, 255])), Some(vec![0, 171, 255]));
        assert_eq!(from_hex("0g"), None);
        assert_eq!(from_hex("0"), None);
        assert_eq!(from_hex("é0"), None);
    }

    #[test]
    fn the_zones_to_choose_from_exist() {
        for zone in ZONES {
            assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{zone}");
        }
    }
}
