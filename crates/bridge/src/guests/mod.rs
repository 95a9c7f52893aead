//! Whoever the owner of a ladder lets in: to read, or to write, too. Noted on the ladder.

mod actions;
mod api;
mod pages;
mod store;

pub use actions::{invite, uninvite};
pub use api::api;
pub use pages::routes;
pub use store::GuestRow;
pub(crate) use store::{find, list, update_seen};
