//! Work of every kind by the same measure, for a person and for a side. Never compared, never in an
//! order.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::may_see;
pub use api::api;
pub use model::{KINDS, Period, Work};
pub use pages::routes;
