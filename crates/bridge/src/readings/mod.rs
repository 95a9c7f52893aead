//! What people read and wrote down of a goal that no live figure measures.

mod actions;
mod api;
mod pages;
mod store;

pub use actions::{NewReading, measure, unmeasure};
pub use api::api;
pub use pages::routes;
pub use store::{ReadingRow, list};
