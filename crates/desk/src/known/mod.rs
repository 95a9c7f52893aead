//! Known already? What is open at one's place or department, and known problems, by what somebody
//! types. A small index of its own holds only what is open, so that suggestions cost the same
//! whatever lies in the archive.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::find;
pub use actions::{Suggestions, Typed, on_event, prepare, rebuild, suggest};
pub use api::{KnownJson, routes as api};
pub use model::words;
pub(crate) use pages::read;
pub use pages::routes;
pub use store::KnownRow;
