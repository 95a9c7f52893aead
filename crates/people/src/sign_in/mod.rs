//! Signing in: by password, by a one-time link, by API token; and knowing who a request is from.

mod actions;
mod jobs;
mod mail;
mod model;
mod pages;
mod store;

pub(crate) use actions::note_try;
pub use actions::{Claim, identify, issue_link, issue_token, recognise, set_password};
pub use jobs::{count_old, forget_old};
pub(crate) use model::is_right;
pub use model::{LINK_HOURS, Password};
pub(crate) use pages::cookie as session_cookie;
pub use pages::{Identified, claim_of, routes};
pub use store::load_person as actor_of;
