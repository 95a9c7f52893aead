//! What an agreement says: numbers, points, dates; and what changed from one to another. Pure.

use base::{Language, ServiceId, day_in_words, row};
use desk::{impact::Priority, news::Unit};
use serde::{Deserialize, Serialize};

db::words! {
    /// What a number is about.
    pub enum Measure {
        /// How soon somebody answers.
        FirstResponse = "first_response",
        /// How soon there is news again.
        NextUpdate = "next_update",
        /// How soon it works.
        Resolution = "resolution",
    }
}

db::words! {
    /// What a point is about.
    pub enum ClauseKind {
        /// What is not part of it.
        Excluded = "excluded",
        /// What those who help promise.
        ProviderPromises = "provider_promises",
        /// What those who are helped promise.
        CustomerPromises = "customer_promises",
        /// Anything else.
        Other = "other",
    }
}

/// A number that stands for whatever has none of its own.
pub const ALL_KINDS: &str = "";
/// Numbers of service requests alone.
pub const REQUESTS: &str = "service_request";

row! {
    /// How soon something happens, in minutes of open hours.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Target {
        pub measure: Measure,
        /// 1 (critical) to 4 (low).
        pub priority: i64,
        /// `service_request`, or empty.
        pub ticket_kind: String,
        pub minutes: i64,
    }
}

row! {
    /// One point.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Clause {
        pub id: i64,
        pub kind: ClauseKind,
        pub number: i64,
        /// The same point where it was first written.
        pub root_id: i64,
        pub words: String,
    }
}

/// A place in the table of numbers.
pub struct Cell {
    /// As the form names it.
    pub name: &'static str,
    /// As it names its unit.
    pub unit: &'static str,
    /// What it is about.
    pub measure: Measure,
    /// 1 to 4.
    pub priority: i64,
    /// Of which tickets.
    pub ticket_kind: &'static str,
}

const fn cell(
    name: &'static str,
    unit: &'static str,
    measure: Measure,
    priority: i64,
    ticket_kind: &'static str,
) -> Cell {
    Cell { name, unit, measure, priority, ticket_kind }
}

/// Every place, row by row.
pub static CELLS: [Cell; 24] = [
    cell("first_response_1", "first_response_1_unit", Measure::FirstResponse, 1, ALL_KINDS),
    cell("next_update_1", "next_update_1_unit", Measure::NextUpdate, 1, ALL_KINDS),
    cell("resolution_1", "resolution_1_unit", Measure::Resolution, 1, ALL_KINDS),
    cell("first_response_2", "first_response_2_unit", Measure::FirstResponse, 2, ALL_KINDS),
    cell("next_update_2", "next_update_2_unit", Measure::NextUpdate, 2, ALL_KINDS),
    cell("resolution_2", "resolution_2_unit", Measure::Resolution, 2, ALL_KINDS),
    cell("first_response_3", "first_response_3_unit", Measure::FirstResponse, 3, ALL_KINDS),
    cell("next_update_3", "next_update_3_unit", Measure::NextUpdate, 3, ALL_KINDS),
    cell("resolution_3", "resolution_3_unit", Measure::Resolution, 3, ALL_KINDS),
    cell("first_response_4", "first_response_4_unit", Measure::FirstResponse, 4, ALL_KINDS),
    cell("next_update_4", "next_update_4_unit", Measure::NextUpdate, 4, ALL_KINDS),
    cell("resolution_4", "resolution_4_unit", Measure::Resolution, 4, ALL_KINDS),
    cell(
        "requests_first_response_1",
        "requests_first_response_1_unit",
        Measure::FirstResponse,
        1,
        REQUESTS,
    ),
    cell("requests_next_update_1", "requests_next_update_1_unit", Measure::NextUpdate, 1, REQUESTS),
    cell("requests_resolution_1", "requests_resolution_1_unit", Measure::Resolution, 1, REQUESTS),
    cell(
        "requests_first_response_2",
        "requests_first_response_2_unit",
        Measure::FirstResponse,
        2,
        REQUESTS,
    ),
    cell("requests_next_update_2", "requests_next_update_2_unit", Measure::NextUpdate, 2, REQUESTS),
    cell("requests_resolution_2", "requests_resolution_2_unit", Measure::Resolution, 2, REQUESTS),
    cell(
        "requests_first_response_3",
        "requests_first_response_3_unit",
        Measure::FirstResponse,
        3,
        REQUESTS,
    ),
    cell("requests_next_update_3", "requests_next_update_3_unit", Measure::NextUpdate, 3, REQUESTS),
    cell("requests_resolution_3", "requests_resolution_3_unit", Measure::Resolution, 3, REQUESTS),
    cell(
        "requests_first_response_4",
        "requests_first_response_4_unit",
        Measure::FirstResponse,
        4,
        REQUESTS,
    ),
    cell("requests_next_update_4", "requests_next_update_4_unit", Measure::NextUpdate, 4, REQUESTS),
    cell("requests_resolution_4", "requests_resolution_4_unit", Measure::Resolution, 4, REQUESTS),
];

/// What a version says.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Its first day.
    pub starts_on: String,
    /// Its last day; empty: until further notice.
    pub ends_on: String,
    /// When it is looked at again.
    pub review_on: String,
    /// In whose open hours time is counted; none: the team's.
    pub calendar: Option<(i64, String)>,
    /// What it covers; none: everything.
    pub services: Vec<(ServiceId, String)>,
    /// The numbers.
    pub targets: Vec<Target>,
    /// The points.
    pub clauses: Vec<Clause>,
}

/// Something that an agreement says, under a name that stays the same from version to version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// `starts_on`, `target|resolution|1|`, `clause|excluded|7`.
    pub name: String,
    /// What it says; empty: nothing.
    pub text: String,
}

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which line.
    pub name: String,
    /// What it said; none: it was not there.
    pub before: Option<String>,
    /// What it says; none: it is gone.
    pub after: Option<String>,
}

impl Terms {
    /// The number in a place of the table.
    pub fn minutes(&self, measure: Measure, priority: i64, ticket_kind: &str) -> Option<i64> {
        let is_it = |one: &&Target| {
            (one.measure, one.priority, one.ticket_kind.as_str())
                == (measure, priority, ticket_kind)
        };
        self.targets.iter().find(is_it).map(|one| one.minutes)
    }

    /// Whether there are numbers for these tickets.
    pub fn has(&self, ticket_kind: &str) -> bool {
        self.targets.iter().any(|one| one.ticket_kind == ticket_kind)
    }

    /// The points of a kind, in their order.
    pub fn points(&self, kind: ClauseKind) -> Vec<&Clause> {
        self.clauses.iter().filter(|one| one.kind == kind).collect()
    }

    /// Whether it says anything that could be agreed on.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty() && self.clauses.is_empty()
    }

    /// The names of what it covers.
    pub fn covers(&self) -> String {
        self.services.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// All it says, to compare.
    pub fn lines(&self) -> Vec<Line> {
        let line = |name: &str, text: &str| Line { name: name.to_owned(), text: text.to_owned() };
        let hours = self.calendar.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
        let mut lines = vec![
            line("starts_on", &self.starts_on),
            line("ends_on", &self.ends_on),
            line("review_on", &self.review_on),
            line("hours", hours),
            line("services", &self.covers()),
        ];
        lines.extend(CELLS.iter().filter_map(|cell| {
            let minutes = self.minutes(cell.measure, cell.priority, cell.ticket_kind)?;
            let name = format!("target|{}|{}|{}", cell.measure, cell.priority, cell.ticket_kind);
            Some(Line { name, text: minutes.to_string() })
        }));
        for kind in ClauseKind::ALL {
            lines.extend(self.points(*kind).into_iter().map(|one| Line {
                name: format!("clause|{kind}|{}", one.root_id),
                text: one.words.clone(),
            }));
        }
        lines
    }
}

/// What changed from one to the other, in the order of the later.
pub fn diff(before: &[Line], after: &[Line]) -> Vec<Change> {
    let said = |lines: &[Line], name: &str| {
        let found = lines.iter().find(|line| line.name == name);
        found.map(|line| line.text.clone()).filter(|text| !text.is_empty())
    };
    let mut names: Vec<&str> = after.iter().map(|line| line.name.as_str()).collect();
    let gone = before.iter().map(|line| line.name.as_str());
    names.extend(gone.filter(|name| after.iter().all(|line| line.name != *name)));
    let change = |name: &str| Change {
        name: name.to_owned(),
        before: said(before, name),
        after: said(after, name),
    };
    names.into_iter().map(change).filter(|one| one.before != one.after).collect()
}

/// A change in words.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it is about.
    pub label: String,
    /// How it was; empty: it was not there.
    pub before: String,
    /// How it is; empty: it is gone.
    pub after: String,
}

/// "2 hours", "3 working days".
pub fn length(language: &Language, minutes: i64) -> String {
    let (amount, unit) = Unit::of(minutes);
    language.with(&format!("agreement-length-{unit}"), &[("n", &amount.to_string())])
}

/// A stored day as people say it; what is none stays as it is.
pub fn day(language: &Language, stored: &str) -> String {
    stored.parse().map_or_else(|_| stored.to_owned(), |day| day_in_words(language, day))
}

/// What changed, in words.
pub fn told(tongue: &Language, changes: &[Change]) -> Vec<Told> {
    changes.iter().map(|change| one(tongue, change)).collect()
}

fn one(tongue: &Language, change: &Change) -> Told {
    let mut pieces = change.name.split('|');
    let (first, second) = (pieces.next().unwrap_or_default(), pieces.next().unwrap_or_default());
    let third = pieces.next().unwrap_or_default();
    let say = |text: &Option<String>| match (first, text) {
        ("services", None) => tongue.t("agreement-services-all").to_owned(),
        ("hours", None) => tongue.t("agreement-hours-own").to_owned(),
        ("ends_on", None) => tongue.t("agreement-until-further").to_owned(),
        (_, None) => String::new(),
        ("target", Some(text)) => text.parse().map_or_else(|_| text.clone(), |n| length(tongue, n)),
        ("starts_on" | "ends_on" | "review_on", Some(text)) => day(tongue, text),
        (_, Some(text)) => text.clone(),
    };
    let label = match first {
        "target" => {
            let measure = Measure::parse(second).unwrap_or(Measure::Resolution);
            let number = third.parse().unwrap_or(4);
            let priority = tongue.t(&format!("priority-{}", Priority::of(number))).to_owned();
            let what = tongue.t(&format!("agreement-measure-{measure}")).to_owned();
            let kind = pieces.next().unwrap_or_default();
            let of =
                if kind.is_empty() { "agreement-change-cell" } else { "agreement-change-request" };
            tongue.with(of, &[("priority", &priority), ("what", &what)])
        }
        "clause" => tongue.t(&format!("agreement-clause-{second}")).to_owned(),
        other => tongue.t(&format!("agreement-line-{other}")).to_owned(),
    };
    Told { label, before: say(&change.before), after: say(&change.after) }
}
