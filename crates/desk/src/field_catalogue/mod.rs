//! The catalogue of custom fields: which there are, what they take, of whom and when they are asked.

mod actions;
mod api;
mod pages;

pub use actions::{NewField, create};
pub use api::routes as api;
pub use pages::routes;
