//! One's own account: name, clock, language, password, where one is signed in, API tokens.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{Account, change_password, end_session, list_tokens, revoke_token, show, update};
pub use api::{MeJson, api};
pub use model::{NewAccount, OwnSession, OwnToken};
pub use pages::routes;
pub(crate) use pages::{chosen_zone, language_choices, zone_choices};
