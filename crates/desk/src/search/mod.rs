//! Search over subjects, messages, people and numbers, in one small language on both engines.

mod actions;
mod jobs;
mod model;
mod pages;
mod store;

pub(crate) use actions::with_words;
pub use actions::{Found, search};
pub use jobs::{REINDEX_DEPARTMENT, REINDEX_PERSON, on_event, reindex_department, reindex_person};
pub use model::{Query, department_word, parse, team_word};
pub use pages::routes;
