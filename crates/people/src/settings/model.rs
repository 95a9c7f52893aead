//! A setting as administrators see it.

use base::{Config, Origin, Problems};
use calendar::WeeklyHours;

/// A setting with where it comes from and whether the browser can change it.
#[derive(Clone, Debug)]
pub struct SettingRow {
    /// `section.key`.
    pub name: String,
    /// As it would be typed; passwords hidden.
    pub value: String,
    /// What it is when nobody says otherwise.
    pub usual: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it is a choice between yes and no.
    pub is_choice: bool,
    /// Whether the browser may change it.
    pub is_open: bool,
}

impl SettingRow {
    /// The part of its address and of its messages.
    pub fn slug(&self) -> String {
        slug(&self.name)
    }

    /// The section it stands under.
    pub fn section(&self) -> &str {
        self.name.split_once('.').map_or("name", |(section, _)| section)
    }

    /// The last part of the message that says where it comes from.
    pub fn from(&self) -> &'static str {
        match self.origin {
            Origin::Default => "default",
            Origin::Browser => "browser",
            Origin::File => "file",
            Origin::Environment(_) => "environment",
            Origin::Argument => "argument",
        }
    }
}

/// `desk.support_hours` as `desk-support-hours`.
pub fn slug(name: &str) -> String {
    name.replace(['.', '_'], "-")
}

/// Every setting there is, by section.
pub fn rows(config: &Config) -> Vec<SettingRow> {
    let usual = Config::default();
    let row = |setting: base::Setting| {
        let is_of_machine = Config::is_of_machine(&setting.name);
        let typed = |config: &Config| config.typed(&setting.name).unwrap_or_default();
        SettingRow {
            value: if is_of_machine {
                setting.value.trim_matches('"').to_owned()
            } else {
                typed(config)
            },
            usual: typed(&usual),
            is_choice: config.is_choice(&setting.name),
            is_open: !is_of_machine && config.pinned(&setting.name).is_none(),
            origin: setting.origin,
            name: setting.name,
        }
    };
    let mut rows: Vec<_> = config.list().into_iter().map(row).collect();
    rows.sort_by_key(|row| (row.section() != "name", row.section().to_owned()));
    rows
}

/// What is wrong with a value, beside field `value`; nothing if it will do.
pub fn check(config: &Config, name: &str, typed: &str) -> Problems {
    let mut problems = Problems::default();
    if name == "desk.support_hours"
        && let Err(error) = WeeklyHours::parse(typed)
    {
        problems.add_with("value", "problem-hours", vec![("said", error.message)]);
        return problems;
    }
    if let Err(refused) = config.choose(name, typed) {
        let keys = [
            "problem-empty",
            "problem-time-zone",
            "problem-email",
            "problem-number",
            "problem-setting-url",
            "problem-setting-megabytes",
            "problem-setting-days",
            "problem-setting-undo",
            "problem-setting-hours",
            "problem-setting-percent",
            "problem-setting-marks",
        ];
        let key = keys.into_iter().find(|key| *key == refused.0).unwrap_or("problem-choose");
        problems.add("value", key);
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_machine_needs_is_shown_and_not_offered() {
        let all = rows(&Config::default());
        let find = |name: &str| all.iter().find(|row| row.name == name).unwrap();
        assert!(!find("database.url").is_open && find("desk.support_hours").is_open);
        assert_eq!(find("limits.session_days").value, "30");
    }

    #[test]
    fn hours_are_checked_as_places_check_theirs() {
        let config = Config::default();
        assert!(check(&config, "desk.support_hours", "Mon-Fri 18-9").0.len() == 1);
        assert!(check(&config, "desk.support_hours", "Mon-Fri 9-18").0.is_empty());
        assert_eq!(check(&config, "limits.session_days", "x").0[0].key, "problem-number");
    }
}
