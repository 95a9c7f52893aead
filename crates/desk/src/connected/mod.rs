//! Everything that hangs together with a ticket, read for its page and for programs, and the news
//! that a ticket passes on to those that are part of it.

mod actions;
mod api;
mod mail;
mod model;
mod store;

pub(crate) use actions::load;
pub use api::routes as api;
pub use mail::on_event;
pub(crate) use model::number_in;
pub use model::{Panel, Part, PartOf, Tie, What};
