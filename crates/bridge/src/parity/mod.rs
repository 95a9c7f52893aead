//! Whether departments, roles and places are served alike.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use api::api;
pub use pages::routes;
