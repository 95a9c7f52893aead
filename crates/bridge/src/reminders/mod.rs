//! Telling people about what is private to them, each thing once: a line in the list of what they
//! were told, and a letter if they want letters, which says that there is something and not what.

mod actions;
mod jobs;
mod model;
mod pages;
mod store;

pub(crate) use actions::{count, tell};
pub use jobs::run_due;
pub use model::News;
pub(crate) use pages::told;
