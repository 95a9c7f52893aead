//! How a relationship is doing, over time, from evidence and never as one number.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod store;

pub use actions::{figures, for_agenda, forget, year};
pub use api::api;
pub use jobs::count_due;
pub use model::{
    Change, Counts, DEEDS, FEW, Measure, Month, Reading, Trend, begin, change, months,
};
pub use pages::routes;
