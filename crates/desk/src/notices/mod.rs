//! What people are told by mail when something happens to a ticket. Listens to events and writes
//! jobs in the same transaction; internal notes never leave the desk.

mod mail;
mod model;
mod store;

pub use mail::on_event;
