//! Looking at an agreement again when its day comes, and ending it.

mod actions;
mod api;
mod jobs;
mod pages;

pub use actions::{Ending, close_review, drop_version, end, open_review};
pub use api::api;
pub use jobs::run_due;
pub use pages::routes;
