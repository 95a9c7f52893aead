//! A message that is about something else becomes a ticket of its own.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewSplit, split};
pub use api::routes as api;
pub use pages::routes;
