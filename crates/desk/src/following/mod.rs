//! Who follows a ticket, and why: they read it and hear what becomes of it, until they leave.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::choose;
pub use actions::{Whom, add, leave, remove};
pub use api::routes as api;
pub use model::Reason;
pub use pages::routes;
pub use store::Follower;
pub(crate) use store::{Follow, delete, delete_by_merge, insert, list};
