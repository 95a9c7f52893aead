//! Which reports by code open a ticket at once, and which wait for somebody to look.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::load_in;
pub use actions::{change, load};
pub use api::routes as api;
pub use model::{Reason, Rules, Seen};
pub use pages::routes;
