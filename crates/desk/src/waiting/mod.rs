//! Waiting, said openly: on hold for a reason until a date, and promises of news.

mod actions;
mod api;
mod model;
mod pages;

pub use actions::{HoldForm, hold, hold_in, promise, quick, wake};
pub(crate) use actions::{await_answer, await_answer_in, wake_answered, wake_in};
pub use api::routes as api;
pub use model::Quick;
pub use pages::routes;
