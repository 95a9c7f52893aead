//! A ticket's facts: subject, kind, service, place, tags. Two people who edit them at once are both
//! told.

mod actions;
mod pages;
mod store;

pub use actions::{TicketChange, change};
pub(crate) use actions::{change_in, tidy_tags};
pub use pages::routes;
