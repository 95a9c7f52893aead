//! Waiting, said openly: on hold for a reason until a date, and promises of news.

mod actions;
mod api;
mod pages;

pub use actions::{HoldForm, hold, promise, wake};
pub(crate) use actions::{await_answer, await_answer_in, hold_in, wake_in};
pub use api::routes as api;
pub use pages::routes;
