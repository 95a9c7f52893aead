//! The end of a ticket: how it was put right, and whether the person agrees.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::{check, close_as_right, confirm_in, put_right, resolve_in, take_back};
pub use actions::{close_old, confirm, reopen, resolve, resolve_with};
pub use api::routes as api;
pub use model::Cause;
pub use pages::routes;
pub use store::{ResolutionRow, find_resolution};
