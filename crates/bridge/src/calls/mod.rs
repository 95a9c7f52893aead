//! Handing a ticket over to a supplier by telephone: who called whom, when, what they said, and what
//! they call it.

mod actions;
mod api;
mod pages;

pub use actions::{NewCall, note};
pub use api::routes as api;
pub use pages::routes;
