//! Who works on a ticket: a person of its team, or another team. Whoever looked at the page while
//! somebody else gave it away is told, and shown both.

mod actions;
mod api;
mod pages;
mod store;

pub(crate) use actions::assign_in;
pub use actions::{Assignment, assign};
pub use api::routes as api;
pub use pages::routes;
pub(crate) use store::list_agents;
