//! Handing a ticket over to a supplier by mail: a letter from the record, the wait for the answer,
//! and what the supplier calls it.

mod actions;
mod api;
mod mail;
mod model;
mod pages;
mod store;

pub use actions::{
    HandOverRow, NewHandOver, SUPPLIERS, Suggestion, keep_reference, list, send, suggest,
};
pub use api::routes as api;
pub use model::link;
pub use pages::{panel, routes};
