//! Handing a ticket over to a supplier: a letter from the record, the wait for the answer, and what
//! the supplier calls it. A call is a hand-over as well.

mod actions;
mod api;
mod mail;
mod model;
mod pages;
mod store;

pub use actions::{
    HandOverRow, NewHandOver, SUPPLIERS, Suggestion, keep_reference, list, send, suggest,
};
pub(crate) use actions::{list_of, wait, waits_since};
pub use api::routes as api;
pub(crate) use model::LONGEST;
pub use model::{Way, link};
pub(crate) use pages::usual_wait;
pub use pages::{panel, routes};
pub(crate) use store::{NewRow, insert};
