//! Who is invited to a meeting, what they do there, and whether they come.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{Named, answer};
pub(crate) use actions::{as_named, list, merged, note_answer, read, role_of, set, usual};
pub use api::{AttendeeJson, routes as api};
pub use model::{Answer, Role};
pub use pages::routes;
pub use store::Guest;
