//! Telling people about what is private to them, each thing once. A line in the list of news, and a
//! letter if they want letters, say that there is something and not what.

mod actions;
mod jobs;
mod model;

pub(crate) use actions::tell;
pub use jobs::run_due;
pub use model::News;
