//! The conversation of a project. What was decided stands out in it and is listed by itself.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::say;
pub(crate) use actions::{PAGE, decided, list};
pub use api::routes as api;
pub use model::ProjectMessage;
pub use pages::routes;
