//! Work that kept failing and waits for somebody to decide: run it again, or drop it.

mod actions;
mod model;
mod pages;

pub use actions::{list, remove, retry, retry_all};
pub use model::{FailedJob, Queue};
pub use pages::routes;
