//! What stands on paper, in its reader's words. Pure.

use crate::terms::{VersionRow, day};
use base::Language;
use serde::Serialize;

/// What is promised for a priority.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PaperRow {
    /// "Critical".
    pub priority: String,
    /// What that is.
    pub means: String,
    /// How soon somebody answers; empty: nothing is promised.
    pub answer: String,
    /// How soon there is news again.
    pub news: String,
    /// How soon it works.
    pub works: String,
}

/// Points under a heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PaperPart {
    /// What they are about.
    pub heading: String,
    /// The points.
    pub points: Vec<String>,
}

/// Who said yes for a side.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Signed {
    /// The side's name.
    pub side: String,
    /// Who; empty: nobody has.
    pub who: String,
    /// On which day.
    pub day: String,
}

/// An agreement as it stands on paper.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Paper {
    /// Its row.
    pub id: i64,
    /// Its name.
    pub title: String,
    /// What it is, with the term of the field.
    pub kind: String,
    /// Those who are helped.
    pub customer: String,
    /// Those who help.
    pub provider: String,
    /// Which version, and how far it is.
    pub state: String,
    /// Whether both said yes to it.
    pub is_agreed: bool,
    /// From when until when.
    pub days: String,
    /// When it is looked at again; may be empty.
    pub review: String,
    /// In whose open hours time is counted.
    pub hours: String,
    /// What it covers.
    pub covers: String,
    /// Numbers, from critical to low; only those that there are.
    pub rows: Vec<PaperRow>,
    /// The same for service requests, where they have their own.
    pub requests: Vec<PaperRow>,
    /// What is excluded, and what each side promises.
    pub parts: Vec<PaperPart>,
    /// Both sides.
    pub signed: Vec<Signed>,
}

/// From when until when, in words.
pub(crate) fn days(tongue: &Language, version: &VersionRow) -> String {
    let from = day(tongue, &version.starts_on);
    match version.ends_on.as_str() {
        "" => tongue.with("agreement-days-open", &[("from", &from)]),
        ends => tongue.with("agreement-days", &[("from", &from), ("until", &day(tongue, ends))]),
    }
}
