//! Jobs that kept failing and wait for somebody to decide.

mod actions;
mod model;
mod pages;

pub use actions::{list, remove, retry};
pub use model::{FailedJob, Queue};
pub use pages::routes;
