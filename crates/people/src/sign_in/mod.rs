//! Signing in: by password, by a one-time link, by API token; and knowing who a request is from.

mod actions;
mod mail;
mod model;
mod pages;
mod store;

pub(crate) use actions::{count_own_try, fits};
pub use actions::{identify, issue_link, issue_token, set_password};
pub use model::{LINK_HOURS, Password};
pub(crate) use pages::session_hash;
pub use pages::{Identified, routes};
pub use store::load_person as actor_of;
