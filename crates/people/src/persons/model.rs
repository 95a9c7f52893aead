//! What a person is, and what a role needs.

use crate::{administration::Pairs, audit::Deed};
use base::{DepartmentId, LocationId, PersonId, Problems, Result, Role, TeamId, Time, row};
use jiff::tz::TimeZone;

row! {
    /// A person as it is stored.
    #[derive(Clone, Debug)]
    pub struct Person {
        /// Its row.
        pub id: PersonId,
        /// What people call them.
        pub name: String,
        /// Lower case; no two have the same.
        pub email: String,
        /// What they do, in a few words.
        pub title: String,
        /// Where they work.
        pub department_id: Option<DepartmentId>,
        /// That department's name.
        pub department: Option<String>,
        /// Where they are on most days.
        pub location_id: Option<LocationId>,
        /// That location's name.
        pub location: Option<String>,
        /// An IANA name; empty: the organisation's.
        pub time_zone: String,
        /// BCP 47; empty: English.
        pub locale: String,
        /// Whether they can get in.
        pub is_active: bool,
        /// When the account was made.
        pub created_at: Time,
        /// Counts edits.
        pub version: i64,
        /// Whether they chose a password.
        pub has_password: bool,
    }
}

row! {
    /// A person in a list.
    #[derive(Clone, Debug)]
    pub struct ListedPerson {
        /// Its row.
        pub id: PersonId,
        /// What people call them.
        pub name: String,
        /// Lower case.
        pub email: String,
        /// What they do.
        pub title: String,
        /// Where they work.
        pub department_id: Option<DepartmentId>,
        /// That department's name.
        pub department: Option<String>,
        /// Where they are on most days.
        pub location_id: Option<LocationId>,
        /// That location's name.
        pub location: Option<String>,
        /// Whether they can get in.
        pub is_active: bool,
    }
}

row! {
    /// A role somebody has.
    #[derive(Clone, Debug)]
    pub struct GrantRow {
        /// Its row.
        pub id: i64,
        /// The role.
        pub role: Role,
        /// Only for this department.
        pub department: Option<String>,
        /// Only for this team.
        pub team: Option<String>,
        /// Since when.
        pub granted_at: Time,
        /// By whom.
        pub granted_by: Option<String>,
    }
}

/// Everything about a person that an administrator sees on one page.
pub struct PersonPage {
    /// The person.
    pub person: Person,
    /// What they may do.
    pub grants: Vec<GrantRow>,
    /// How many devices they are signed in on.
    pub sessions: i64,
    /// What they did lately, the newest first.
    pub deeds: Vec<Deed>,
}

/// A person as somebody writes them down.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// What people call them: 1 to 200 characters.
    pub name: String,
    /// Any case; no two people have the same.
    pub email: String,
    /// What they do: at most 120 characters.
    pub title: String,
    /// Where they work.
    pub department: Option<DepartmentId>,
    /// Where they are on most days.
    pub location: Option<LocationId>,
    /// An IANA name; empty: the organisation's.
    pub time_zone: String,
    /// BCP 47; empty: English.
    pub locale: String,
}

/// A role to give.
#[derive(Clone, Copy, Debug)]
pub struct NewGrant {
    /// The role.
    pub role: Role,
    /// For roles over a department.
    pub department: Option<DepartmentId>,
    /// For roles over a team.
    pub team: Option<TeamId>,
}

impl NewPerson {
    /// Trims them, or says what is wrong.
    pub fn check(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        self.name = problems.line("name", &self.name, 200);
        self.email = problems.text("email", &self.email, 320).to_lowercase();
        if !is_address(&self.email) {
            problems.add("email", "problem-email");
        }
        self.title = problems.optional_line("title", &self.title, 120);
        self.time_zone = check_zone(&mut problems, &self.time_zone);
        self.locale = check_locale(&mut problems, &self.locale);
        problems.check()?;
        Ok(self)
    }

    /// By the names in the form.
    pub fn pairs(&self) -> Pairs {
        vec![
            ("name", self.name.clone()),
            ("email", self.email.clone()),
            ("title", self.title.clone()),
            ("department", self.department.map(|id| id.to_string()).unwrap_or_default()),
            ("location", self.location.map(|id| id.to_string()).unwrap_or_default()),
            ("time_zone", self.time_zone.clone()),
            ("locale", self.locale.clone()),
        ]
    }
}

impl NewGrant {
    /// Leaves out what the role does not need and asks for what it does.
    pub fn check(mut self) -> Result<Self> {
        let mut problems = Problems::default();
        let scope = self.role.scope();
        let is_either = scope == Some("either");
        self.department = self.department.filter(|_| is_either || scope == Some("department"));
        self.team = self.team.filter(|_| is_either || scope == Some("team"));
        match scope {
            Some("either") if self.department.is_some() == self.team.is_some() => {
                problems.add("department", "problem-role-either");
            }
            Some("department") if self.department.is_none() => {
                problems.add("department", "problem-role-department");
            }
            Some("team") if self.team.is_none() => problems.add("team", "problem-role-team"),
            _ => {}
        }
        if self.role == Role::Requester {
            problems.add("role", "problem-role-everybody");
        }
        problems.check()?;
        Ok(self)
    }
}

impl Person {
    /// As they would be written down again.
    pub fn as_new(&self) -> NewPerson {
        NewPerson {
            name: self.name.clone(),
            email: self.email.clone(),
            title: self.title.clone(),
            department: self.department_id,
            location: self.location_id,
            time_zone: self.time_zone.clone(),
            locale: self.locale.clone(),
        }
    }

    /// The same with names in place of ids.
    pub fn shown(&self) -> Pairs {
        let mut pairs = self.as_new().pairs();
        for (name, text) in &mut pairs {
            match *name {
                "department" => *text = self.department.clone().unwrap_or_default(),
                "location" => *text = self.location.clone().unwrap_or_default(),
                _ => {}
            }
        }
        pairs
    }
}

impl GrantRow {
    /// The role and what it is for, as the audit trail keeps it.
    pub fn words(&self) -> String {
        match self.department.as_ref().or(self.team.as_ref()) {
            Some(scope) => format!("{} ({scope})", self.role),
            None => self.role.to_string(),
        }
    }
}

/// A time zone that must be one if it is there.
pub fn check_zone(problems: &mut Problems, raw: &str) -> String {
    let zone = problems.optional_text("time_zone", raw, 60);
    if !zone.is_empty() && TimeZone::get(&zone).is_err() {
        problems.add("time_zone", "problem-time-zone");
    }
    zone
}

/// A language that must be one of ours if it is there.
pub fn check_locale(problems: &mut Problems, raw: &str) -> String {
    if !raw.is_empty() && base::languages().iter().all(|language| language.tag != raw) {
        problems.add("locale", "problem-choose");
    }
    raw.to_owned()
}

/// Whether a text could be an e-mail address: one @ with something before it and a name after it,
/// no blanks, nothing that cannot be seen or that a link would read as more than an address, and
/// within the lengths of RFC 5321, 4.5.3.1. Whether mail arrives there only sending shows.
pub fn is_address(text: &str) -> bool {
    let Some((before, after)) = text.split_once('@') else { return false };
    let is_seen = |c: char| !c.is_whitespace() && !c.is_control() && !is_invisible(c);
    let is_plain = |c: char| is_seen(c) && !"<>,;\"()?#".contains(c);
    let is_of_name = |c: char| c.is_alphanumeric() || c == '.' || c == '-';
    !before.is_empty()
        && before.len() <= 64
        && text.len() <= 254
        && before.chars().all(is_plain)
        && !after.is_empty()
        && !after.starts_with('.')
        && !after.ends_with('.')
        && after.chars().all(is_of_name)
}

/// Marks that turn or hide what stands beside them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A text as it stands in a `like` pattern that finds it anywhere; `!` escapes. Empty finds all.
pub fn pattern(text: &str) -> String {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return String::new();
    }
    let mut out = String::from("%");
    for c in text.chars().filter(|c| *c != '\0') {
        if "%_!".contains(c) {
            out.push('!');
        }
        out.push(c);
    }
    out.push('%');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Error;

    #[test]
    fn addresses_are_told_from_other_texts() {
        for good in ["ann@library.example", "a.b+c@it", "o'neil@x.org"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "ann",
            "@x",
            "ann@",
            "a b@x.org",
            "a@b@c",
            "<ann@x.org>",
            "a@.org",
            "a@x.org?bcc=b",
            "a\u{202e}b@x.org",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
        assert!(is_address(&format!("{}@x.org", "a".repeat(64))));
        assert!(!is_address(&format!("{}@x.org", "a".repeat(65))));
    }

    #[test]
    fn what_people_search_for_is_taken_word_for_word() {
        assert_eq!(pattern(" 100%_Ann! "), "%100!%!_ann!!%");
        assert_eq!(pattern("  "), "");
    }

    #[test]
    fn a_role_asks_for_its_scope_and_only_that() {
        let grant = |role| NewGrant { role, department: Some(DepartmentId(1)), team: None }.check();
        assert!(grant(Role::Manager).is_ok());
        assert_eq!(grant(Role::Administrator).unwrap().department, None);
        let Err(Error::Invalid(problems)) = grant(Role::Agent) else { panic!() };
        assert_eq!(problems.0[0].field, "team");
        assert!(grant(Role::Requester).is_err());
    }
}
