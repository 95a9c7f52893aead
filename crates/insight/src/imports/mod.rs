//! Bringing in people, places and services from a spreadsheet: first shown line by line, then done.

mod actions;
mod api;
mod model;
mod pages;

pub use actions::{bring_in, plan};
pub use api::api;
pub use model::{Kind, Outcome, Plan, Planned};
pub use pages::routes;
