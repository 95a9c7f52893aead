//! What an agreement says, version by version: numbers, points, dates, and what changed.

mod model;
mod store;

pub use model::{
    ALL_KINDS, CELLS, Cell, Change, Clause, ClauseKind, Line, Measure, REQUESTS, Target, Terms,
    Told, day, diff, length, told,
};
pub use store::VersionRow;
pub(crate) use store::{
    insert_version, list_all_services, list_all_targets, list_calendars, list_services,
    list_versions, load_terms, update_agreed, update_dropped, update_offered, update_version,
};
