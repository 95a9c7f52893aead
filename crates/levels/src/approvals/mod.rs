//! Saying yes to an agreement: both sides, by name and day, to one version.

mod actions;
mod api;
mod pages;
mod store;

pub use actions::{Yes, approve, withdraw};
pub(crate) use actions::{list, on_paper, sides_of, was_given};
pub use api::api;
pub use pages::routes;
pub use store::ApprovalRow;
