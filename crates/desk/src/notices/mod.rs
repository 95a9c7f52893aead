//! News by mail: what happened on a ticket reaches those it concerns, and never the one who did it.

mod actions;
mod mail;
mod store;

pub use actions::on_event;
