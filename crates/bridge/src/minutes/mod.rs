//! Minutes: what was decided, when a meeting was held, and what is said about it afterwards.

mod actions;
mod api;
mod mail;
mod pages;
mod store;

pub(crate) use actions::load;
pub use actions::{NewDecision, amend, confirm, decide, hold, undecide};
pub use api::{AmendmentJson, DecisionJson, routes as api};
pub use pages::routes;
pub use store::{Amendment, Decision};
