//! What helps right now, beside a ticket: how something like it was put right before, whether the
//! place is open and what is on there, what else the person waits for, and who their department is.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{Beside, load};
pub use api::routes as api;
pub use pages::routes;
