//! What an account is to its owner.

use crate::{
    administration::Pairs,
    persons::{check_locale, check_zone},
};
use base::{DepartmentId, Language, PersonId, Problems, Result, Role, Time, hex, row};
use web::Fields;

row! {
    /// An account as it is stored.
    #[derive(Clone, Debug)]
    pub struct Account {
        /// Its row.
        pub id: PersonId,
        /// What people call its owner.
        pub name: String,
        /// Lower case; only an administrator changes it.
        pub email: String,
        /// What they do.
        pub title: String,
        /// Where they work.
        pub department_id: Option<DepartmentId>,
        /// That department's name.
        pub department: Option<String>,
        /// An IANA name; empty: the organisation's.
        pub time_zone: String,
        /// BCP 47; empty: English.
        pub locale: String,
        /// Whether single letters are keys for them.
        pub is_using_keys: bool,
        /// Counts edits.
        pub version: i64,
        /// As it is kept; none: they sign in with links.
        pub password: Option<String>,
    }
}

row! {
    /// A device somebody is signed in on.
    #[derive(Clone, Debug)]
    pub struct SessionRow {
        /// Of its cookie.
        pub token_hash: Vec<u8>,
        /// As the browser names itself.
        pub device: String,
        /// Since when.
        pub created_at: Time,
        /// When it was last used, give or take five minutes.
        pub seen_at: Time,
        /// Whether it began with a link, and not with the password.
        pub is_by_link: bool,
    }
}

row! {
    /// An API token that works.
    #[derive(Clone, Debug)]
    pub struct TokenRow {
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
        /// When it was last seen in use, to within five minutes.
        pub used_at: Option<Time>,
    }
}

row! {
    /// A role, with the name of what it is over.
    #[derive(Clone, Debug)]
    pub struct OwnRole {
        /// The role.
        pub role: Role,
        /// Only for this department.
        pub department: Option<String>,
        /// Only for this team.
        pub team: Option<String>,
    }
}

/// Everything on the page of one's account.
pub struct AccountPage {
    /// The account.
    pub account: Account,
    /// What they may do, beside what everybody may.
    pub roles: Vec<OwnRole>,
    /// Where they are signed in, the newest first.
    pub sessions: Vec<SessionRow>,
    /// Their API tokens, the newest first.
    pub tokens: Vec<TokenRow>,
}

/// What one may change about oneself.
#[derive(Clone, Debug, Default)]
pub struct NewAccount {
    /// What people call one: 1 to 200 characters.
    pub name: String,
    /// An IANA name; empty: the organisation's.
    pub time_zone: String,
    /// BCP 47; empty: English.
    pub locale: String,
    /// Whether single letters are keys: whoever speaks to their computer turns them off.
    pub is_using_keys: bool,
}

impl NewAccount {
    /// Trims it, or says what is wrong.
    pub fn check(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        self.name = problems.line("name", &self.name, 200);
        self.time_zone = check_zone(&mut problems, &self.time_zone);
        self.locale = check_locale(&mut problems, &self.locale);
        problems.check()?;
        Ok(self)
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Pairs {
        vec![
            ("name", self.name.clone()),
            ("time_zone", self.time_zone.clone()),
            ("locale", self.locale.clone()),
            ("keys", if self.is_using_keys { "on" } else { "off" }.to_owned()),
        ]
    }
}

impl Account {
    /// As it would be written down again.
    pub fn as_new(&self) -> NewAccount {
        let Account { name, time_zone, locale, is_using_keys, .. } = self.clone();
        NewAccount { name, time_zone, locale, is_using_keys }
    }
}

/// Whether a new password needs no old one in the session with this hash: whoever forgot it has just
/// come by a link.
pub fn may_forget(sessions: &[SessionRow], here: &[u8], now: Time) -> bool {
    sessions.iter().any(|session| session.token_hash == here && session.may_forget(now))
}

impl SessionRow {
    fn may_forget(&self, now: Time) -> bool {
        self.is_by_link && now.seconds_since(self.created_at) < 3600
    }

    /// Names the session in an address; the cookie cannot be found from it.
    pub fn key(&self) -> String {
        hex(&self.token_hash)
    }

    /// "Firefox on Windows"; what the browser said where we know neither.
    pub fn device_words(&self) -> String {
        let of = |known: &[(&str, &'static str)]| {
            known.iter().find(|(mark, _)| self.device.contains(mark)).map(|(_, name)| *name)
        };
        // every browser claims to be some others: the more particular names come first
        let browser = of(&[
            ("Edg", "Edge"),
            ("OPR/", "Opera"),
            ("Firefox", "Firefox"),
            ("Chrome", "Chrome"),
            ("Safari", "Safari"),
        ]);
        let system = of(&[
            ("Windows", "Windows"),
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("CrOS", "ChromeOS"),
            ("Mac OS", "macOS"),
            ("Linux", "Linux"),
        ]);
        match (browser, system) {
            (Some(browser), Some(system)) => format!("{browser}, {system}"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => self.device.clone(),
        }
    }
}

/// Time zones that are asked for often; any other can be typed.
const ZONES: [&str; 24] = [
    "Africa/Johannesburg",
    "America/Chicago",
    "America/Denver",
    "America/Halifax",
    "America/Los_Angeles",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Toronto",
    "Asia/Hong_Kong",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Darwin",
    "Australia/Hobart",
    "Australia/Melbourne",
    "Australia/Perth",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/London",
    "Pacific/Auckland",
    "UTC",
];

/// The time zones to choose from, with the one the form has now; with a language also "as the
/// organisation has it".
pub fn zone_choices(current: &str, words: Option<&Language>) -> Vec<(String, String)> {
    let mut choices = Vec::with_capacity(ZONES.len() + 2);
    if let Some(language) = words {
        choices.push((String::new(), language.t("account-zone-default").to_owned()));
    }
    if !current.is_empty() && !ZONES.contains(&current) {
        choices.push((current.to_owned(), current.to_owned()));
    }
    choices.extend(ZONES.map(|zone| (zone.to_owned(), zone.replace('_', " "))));
    choices
}

/// The time zone a form means: the one typed, else the one chosen.
pub fn chosen_zone(form: &Fields) -> String {
    let typed = form.get("time_zone_other").trim();
    if typed.is_empty() { form.get("time_zone").to_owned() } else { typed.replace(' ', "_") }
}

/// Whether single letters are keys.
pub fn key_choices(words: &Language) -> Vec<(String, String)> {
    ["on", "off"].map(|w| (w.to_owned(), words.t(&format!("account-keys-{w}")).to_owned())).into()
}

/// The languages to choose from.
pub fn language_choices(words: &Language) -> Vec<(String, String)> {
    let mut choices = vec![(String::new(), words.t("account-language-default").to_owned())];
    choices.extend(
        base::languages().iter().map(|l| (l.tag.to_owned(), l.t("language-name").to_owned())),
    );
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_zone_goes_before_the_chosen_one() {
        let mut form = Fields::new([("time_zone", "UTC"), ("time_zone_other", "  ")]);
        assert_eq!(chosen_zone(&form), "UTC");
        form.set("time_zone_other", "Pacific/Pago Pago");
        assert_eq!(chosen_zone(&form), "Pacific/Pago_Pago");
        assert_eq!(zone_choices("Asia/Kathmandu", None)[0].0, "Asia/Kathmandu");
    }

    #[test]
    fn every_offered_zone_is_one() {
        for zone in ZONES {
            assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{zone}");
        }
    }

    #[test]
    fn devices_are_named_as_people_know_them() {
        let device = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/1 Safari/1 Edg/1";
        let at = Time::from_micros(0);
        let token_hash = vec![10, 255];
        let row = SessionRow {
            token_hash,
            device: device.into(),
            created_at: at,
            seen_at: at,
            is_by_link: true,
        };
        assert!(row.may_forget(at.plus_seconds(3599)) && !row.may_forget(at.plus_seconds(3600)));
        assert_eq!(row.device_words(), "Edge, Windows");
        assert_eq!(row.key(), "0aff");
        assert_eq!(SessionRow { device: "curl/8".into(), ..row }.device_words(), "curl/8");
    }
}
