//! The year of a department or a team: when it has most to do, or changes nothing, and what that
//! means for the other side.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewPeriod, add, change, list, list_coming, remove};
pub use api::{PeriodJson, routes as api};
pub use model::{Coming, Period, span_in_words};
pub use pages::routes;
