//! Planning meetings: one, or many that recur; changing them from now on, and ending them.

mod actions;
mod api;
mod model;
mod pages;

pub(crate) use actions::end_in;
pub use actions::{NewPlan, end, get, plan, update};
pub use api::routes as api;
pub use model::SeriesChange;
pub use pages::routes;
