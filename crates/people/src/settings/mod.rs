//! Settings in the browser: every one that there is, what it changes, and where it comes from. What
//! the file or the environment says stays as it is said there.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{change, list, refresh};
pub use api::api;
pub use model::SettingRow;
pub use pages::routes;
