//! Meetings in people's calendars: letters that bring an appointment, a file for each meeting, and
//! an address for everything one is invited to.

mod actions;
mod api;
mod mail;
mod model;
mod pages;
mod store;

pub use actions::{feed, file, made, remove, renew};
pub use api::routes as api;
pub(crate) use mail::{News, take_all_back, take_back, tell, tell_series};
pub use pages::routes;
