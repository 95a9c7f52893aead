//! What there is to know of a relationship now: what hurts, what waits, what is promised, what comes.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use api::api;
pub use model::Which;
pub use pages::routes;
pub use store::{RepeatRow, RiskRow};
