//! Who follows a ticket, and why: they read it and hear what becomes of it, until they leave.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{Whom, add, find_one, leave, remove};
pub(crate) use actions::{add_in, choose};
pub use api::routes as api;
pub use model::Reason;
pub(crate) use model::may_add;
pub use pages::routes;
pub use store::{Candidate, Follower};
pub(crate) use store::{Follow, delete, delete_by_merge, insert, list};
