//! Colleagues who follow a ticket: whoever asked adds them by name, and they are told.

mod actions;
mod api;
mod pages;
mod store;

pub use actions::{add, list, remove};
pub use api::routes as api;
pub use pages::routes;
