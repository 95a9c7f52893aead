//! One's own account: name, time zone, password, the devices one is signed in on, API tokens.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{change_password, end_other_sessions, end_session, revoke_token, show, update};
pub use api::{MeJson, api};
pub use model::{Account, AccountPage, NewAccount, OwnRole, SessionRow, TokenRow};
pub(crate) use model::{chosen_zone, language_choices, zone_choices};
pub use pages::routes;
