//! Closed days that come from a calendar file (RFC 5545): the council's closures, school holidays,
//! whatever somebody else keeps.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{import, list, remove};
pub use api::{FeedJson, api};
pub use model::{Feed, Imported};
pub use pages::routes;
