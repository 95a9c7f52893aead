//! Departments that became part of another: everything that was theirs is the other's, in one act.

mod actions;
mod api;
mod pages;
mod store;

pub use actions::merge;
pub use api::api;
pub use pages::routes;
pub use store::find as successor;
