//! Reports by code that wait for somebody to look: let through, or dropped.

mod actions;
mod api;
mod pages;

pub use actions::{Listed, approve, count, dismiss, list};
pub use api::routes as api;
pub use pages::{count_for_the_bar, routes};
