//! Milestones of a project: what is there when, and whether it is.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{create, reach, remove, reopen, update};
pub(crate) use actions::{list, next_in_words};
pub use api::{MilestoneJson, routes as api};
pub use model::{Milestone, NewMilestone};
pub use pages::routes;
