//! Days on which a calendar differs from its week: closed for a day, summer hours, open on a holiday.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::list_of;
pub use actions::{add, list, remove};
pub use api::{DayJson, api};
pub use model::{Day, NewDay};
pub use pages::routes;
