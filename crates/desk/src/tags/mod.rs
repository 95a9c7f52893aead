//! Tags as people pick them: those that their teams use already.

mod actions;
mod api;
mod store;

pub use actions::list;
pub use api::routes as api;
pub(crate) use store::list as list_of;
