//! Choices of time zone and language.

use base::{Language, languages};
use web::Fields;

/// Zones people choose most; any other can be typed.
const ZONES: [&str; 12] = [
    "Australia/Melbourne",
    "Australia/Sydney",
    "Australia/Brisbane",
    "Australia/Adelaide",
    "Australia/Perth",
    "Pacific/Auckland",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "UTC",
];

/// The zones to choose from, with the one that is set; `with_default`: also "as everybody".
pub fn zone_choices(set: &str, with_default: Option<&Language>) -> Vec<(String, String)> {
    let mut zones = Vec::new();
    if let Some(language) = with_default {
        zones.push((String::new(), language.t("account-zone-default").to_owned()));
    }
    if !set.is_empty() && !ZONES.contains(&set) {
        zones.push((set.to_owned(), set.to_owned()));
    }
    zones.extend(ZONES.iter().map(|zone| ((*zone).to_owned(), (*zone).to_owned())));
    zones
}

/// The zone a form chose: the typed one, if there is one.
pub fn chosen_zone(form: &Fields) -> String {
    let typed = form.get("time_zone_other").trim();
    if typed.is_empty() { form.get("time_zone").to_owned() } else { typed.to_owned() }
}

/// The languages to choose from.
pub fn language_choices(reader: &Language) -> Vec<(String, String)> {
    let default = (String::new(), reader.t("account-language-default").to_owned());
    let all = languages().iter().map(|l| (l.tag.to_owned(), l.t("language-name").to_owned()));
    std::iter::once(default).chain(all).collect()
}
