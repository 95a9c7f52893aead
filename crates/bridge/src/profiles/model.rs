//! What a profile is made of, and hours in words. Pure.

use base::{
    DepartmentId, Language, LocationId, PersonId, Problems, TeamId, Time, jiff_tz::TimeZone, row,
};
use people::calendars::OpenHours;
use web::Fields;

/// Whose page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A department's.
    Department(DepartmentId),
    /// A team's.
    Team(TeamId),
}

impl Owner {
    /// Where its page is.
    pub fn href(self) -> String {
        match self {
            Owner::Department(id) => format!("/departments/{id}"),
            Owner::Team(id) => format!("/teams/{id}"),
        }
    }

    /// As events name it.
    pub fn subject(self) -> String {
        match self {
            Owner::Department(id) => format!("department {id}"),
            Owner::Team(id) => format!("team {id}"),
        }
    }

    /// The row of the one kind; one of these two is there.
    pub fn ids(self) -> (Option<DepartmentId>, Option<TeamId>) {
        match self {
            Owner::Department(id) => (Some(id), None),
            Owner::Team(id) => (None, Some(id)),
        }
    }
}

db::words! {
    /// How somebody is reached.
    pub enum Way {
        /// By mail.
        Mail = "mail",
        /// By telephone.
        Phone = "phone",
        /// In a chat.
        Chat = "chat",
        /// In person.
        Counter = "counter",
    }
}

db::words! {
    /// What a profile says.
    pub enum Section {
        /// What it is for.
        Mission = "mission",
        /// What to come for.
        ComeFor = "come_for",
        /// What not to come for, and where to go instead.
        NotFor = "not_for",
        /// What it is proud of.
        ProudOf = "proud_of",
        /// What worries it.
        WorriedBy = "worried_by",
        /// What it is judged on.
        JudgedOn = "judged_on",
    }
}

row! {
    /// A profile as it is stored.
    #[derive(Clone, Debug, Default)]
    pub struct ProfileRow {
        /// Its row; 0: there is none yet.
        pub id: i64,
        /// What it is for.
        pub mission: String,
        /// What to come for.
        pub come_for: String,
        /// What not to come for.
        pub not_for: String,
        /// What it is proud of.
        pub proud_of: String,
        /// What worries it.
        pub worried_by: String,
        /// What it is judged on.
        pub judged_on: String,
        /// When it is there, as [`WeeklyHours`] writes it; empty: as its places, or the settings.
        pub hours: String,
        /// Who wrote it last.
        pub changed_by: Option<String>,
        /// When.
        pub changed_at: Option<Time>,
        /// Counts edits; 0: nobody has written anything.
        pub version: i64,
    }
}

impl ProfileRow {
    /// What it says in a section; may be empty.
    pub fn section(&self, section: Section) -> &str {
        match section {
            Section::Mission => &self.mission,
            Section::ComeFor => &self.come_for,
            Section::NotFor => &self.not_for,
            Section::ProudOf => &self.proud_of,
            Section::WorriedBy => &self.worried_by,
            Section::JudgedOn => &self.judged_on,
        }
    }
}

row! {
    /// One way to reach it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct WayRow {
        /// Which.
        pub way: Way,
        /// The address, number, channel or place.
        pub address: String,
        /// What this way is for; may be empty.
        pub use_for: String,
    }
}

row! {
    /// A place of a department.
    #[derive(Clone, Debug)]
    pub struct PlaceRow {
        /// Its row.
        pub id: LocationId,
        /// What people call it.
        pub name: String,
    }
}

/// How much a team, or all teams of a department, have before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Open requests.
    pub open: i64,
    /// From so many departments.
    pub departments: i64,
    /// Of them, from the reader's department.
    pub own: i64,
}

impl Load {
    /// From what each department has open; how others fare stays out of it.
    pub fn of(rows: &[(Option<DepartmentId>, i64)], reader: Option<DepartmentId>) -> Self {
        let own = rows.iter().find(|(id, _)| id.is_some() && *id == reader).map_or(0, |(_, n)| *n);
        Load {
            open: rows.iter().map(|(_, n)| n).sum(),
            departments: rows.iter().filter(|(id, _)| id.is_some()).count() as i64,
            own,
        }
    }
}

/// The rows of one kind of owner.
pub type Ids = (Option<DepartmentId>, Option<TeamId>);

/// Who wrote something, for a row.
pub type By = Option<PersonId>;

/// When somebody is there, in words.
#[derive(Clone, Debug, Default)]
pub struct Hours {
    /// Where.
    pub place: String,
    /// "Mon-Fri 09:00-18:00"; empty: nobody has said.
    pub week: String,
    /// "Open until 18:00"; empty: nobody has said.
    pub now: String,
    /// Whether it is open.
    pub is_open: bool,
}

/// The hours of a place as a page says them, for a reader whose clock may hang elsewhere.
pub fn hours_at(
    language: &Language,
    (reader, now): (&TimeZone, Time),
    place: String,
    open: Option<&OpenHours>,
) -> Hours {
    let Some(open) = open.filter(|open| !open.calendar.hours().is_never_open()) else {
        return Hours { place, ..Hours::default() };
    };
    let (calendar, why) = (&open.calendar, open.why_closed(now));
    let is_open = calendar.is_open(now.timestamp());
    let said = |at: Option<jiff::Timestamp>, key: &str| {
        let at = at.map(|at| base::when(language, reader, now, at.into()));
        at.map(|at| language.with(key, &[("when", &at), ("why", why.unwrap_or_default())]))
    };
    let now = match is_open {
        true => said(calendar.closes_at(now.timestamp()), "hours-open-until"),
        false if why.is_some() => said(calendar.next_open(now.timestamp()), "hours-opens-why"),
        false => said(calendar.next_open(now.timestamp()), "hours-opens"),
    };
    let now = now.unwrap_or_else(|| language.t("hours-always").to_owned());
    Hours { place, week: calendar.hours().to_string(), now, is_open }
}

/// A form that came too late: beside each field stands what it says now, and the next try puts what
/// was typed in its place. `now` holds what is stored, by the names of the form; `chosen` are those of
/// its fields that are not written but chosen.
pub fn changed_meanwhile(form: &mut Fields, now: &Fields, chosen: &[&str]) -> Problems {
    let mut problems = Problems::default();
    problems.add("version", "problem-changed-form");
    let plain = |text: &str| text.replace('\r', "").trim().to_owned();
    for (name, text) in now.pairs().iter().filter(|(name, _)| name != "version") {
        let (stored, typed) = (plain(text), plain(form.get(name)));
        match () {
            () if stored == typed => {}
            () if stored.is_empty() => problems.add(name, "problem-emptied-field"),
            // a number or a word that stands for something else tells nobody anything
            () if chosen.contains(&name.as_str()) => problems.add(name, "problem-chosen-field"),
            () => problems.add_with(name, "problem-changed-field", vec![("now", stored)]),
        }
    }
    form.set("version", now.get("version"));
    problems
}

/// The first sentence of a text, at most 160 characters, for a line.
pub fn first_sentence(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let end = line.find(". ").map_or(line.len(), |at| at + 1);
    let sentence = &line[..end];
    if sentence.chars().count() <= 160 {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(160).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{whole}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::language;
    use calendar::WeeklyHours;

    #[test]
    fn the_load_names_no_other_department() {
        let (library, parks) = (Some(DepartmentId(2)), Some(DepartmentId(5)));
        let rows = [(library, 9), (parks, 4), (None, 1)];
        assert_eq!(Load::of(&rows, library), Load { open: 14, departments: 2, own: 9 });
        assert_eq!(Load::of(&rows, None), Load { open: 14, departments: 2, own: 0 });
        assert_eq!(Load::of(&[], library), Load::default());
    }

    #[test]
    fn hours_say_until_when_and_from_when() {
        let zone = || TimeZone::get("Australia/Melbourne").unwrap();
        let said = |hours: &str, now: &str| {
            let now: Time = now.parse::<jiff::Timestamp>().unwrap().into();
            let week = WeeklyHours::parse(hours).unwrap();
            let open = OpenHours::plain(week, zone());
            let hours = hours_at(language("en"), (&zone(), now), String::new(), Some(&open));
            (hours.is_open, hours.now)
        };
        let week = "Mon-Fri 09:00-18:00";
        // Monday noon, Monday night, Saturday noon in Melbourne
        assert!(said(week, "2026-11-23T01:00:00Z").1.contains("18:00"));
        assert!(said(week, "2026-11-23T01:00:00Z").0);
        let (is_open, words) = said(week, "2026-11-23T10:00:00Z");
        assert!(!is_open && words.contains("tomorrow"), "{words}");
        assert!(said(week, "2026-11-28T01:00:00Z").1.contains("09:00"));
        assert_eq!(said("closed", "2026-11-23T01:00:00Z"), (false, String::new()));
        assert!(said("24/7", "2026-11-23T01:00:00Z").0);
    }

    #[test]
    fn a_line_ends_at_a_sentence_or_at_a_word() {
        assert_eq!(first_sentence("We lend. And more.\nMuch more."), "We lend.");
        assert_eq!(first_sentence("Version 2.5 is old"), "Version 2.5 is old");
        let long = first_sentence(&"word ".repeat(60));
        assert!(long.ends_with("word…") && long.chars().count() <= 161);
        assert_eq!(first_sentence(""), "");
    }
}
