//! The front desk: a patron or a colleague stands there or calls, and thirty seconds is all there
//! is. First checks before anything is sent, what was put right at the desk counted as work done,
//! and the rest sent to IT with what was tried.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::panel;
pub use actions::{Colleague, NewWork, Today, record, today};
pub use api::routes as api;
pub use model::{Fix, Outcome, Panel, Whom};
pub use pages::routes;
