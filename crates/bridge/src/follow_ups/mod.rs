//! Looking back on what was decided about an idea, thirty and ninety days later: did it hold?

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod store;

pub use actions::{answer, list, plan};
pub use api::routes as api;
pub use jobs::remind_due;
pub use model::{Held, in_short};
pub use pages::routes;
pub use store::LookRow;
