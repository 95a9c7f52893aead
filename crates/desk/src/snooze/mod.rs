//! Out of my lists until then. A snooze is one person's own: the ticket stays as it is, nobody is
//! told, and everybody else sees it as before. What waits for somebody is put on hold instead.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::{asleep_until, end_all, end_in, put_back, snooze_in};
pub use actions::{end, snooze};
pub use api::routes as api;
pub use model::{Quick, choices, local_time, typed};
pub use pages::routes;
pub(crate) use store::has_snoozes;
