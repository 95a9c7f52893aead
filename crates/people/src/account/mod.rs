//! One's own account: sessions, API tokens, password. Also how time zones and languages are chosen.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use api::api;
pub use model::{chosen_zone, language_choices, zone_choices};
pub use pages::routes;
pub use store::{SessionRow, TokenRow};
