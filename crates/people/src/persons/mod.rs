//! People as administrators and programs see them: who they are, what they may do, whether they can
//! get in.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::keep_an_administrator;
pub use actions::{
    create, deactivate, end_sessions, find_by_address, find_by_email, find_or_create_requester,
    grant, issue_link, list, page, reactivate, revoke, show, update,
};
pub use api::{PersonJson, api};
pub use model::{GrantRow, ListedPerson, NewGrant, NewPerson, Person, PersonPage, is_address};
pub(crate) use model::{check_locale, check_zone};
pub use pages::routes;
pub(crate) use store::get;
