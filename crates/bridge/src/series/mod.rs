//! Planning meetings: one, or many that recur, with holidays gone round.

mod actions;
mod api;
mod jobs;
mod pages;

pub use actions::{NewPlan, SeriesChange, end, get, plan, update};
pub use api::routes as api;
pub use jobs::extend_due;
pub use pages::routes;
