//! How soon news is due: rules that administrators set, by priority, for everything, a team or a
//! service; and promises that were missed.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod store;

pub use actions::{NewRules, list, set};
pub(crate) use actions::{due, due_for};
pub use api::routes as api;
pub(crate) use jobs::note_missed;
pub(crate) use model::after;
pub use model::{About, Rules, Unit};
pub use pages::routes;
pub use store::RuleRow;
