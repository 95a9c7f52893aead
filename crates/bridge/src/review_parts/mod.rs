//! Everything that is written in a review, each piece for itself, so that several people can write
//! at the same time and nobody goes over the words of another.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::insert_story;
pub use actions::{NewPart, add, change, consent, finish, get, remove};
pub use api::api;
pub use model::{FactorKind, PartKind};
pub use pages::routes;
pub use store::PartRow;
pub(crate) use store::{claim, list, list_due, list_open_changes};
