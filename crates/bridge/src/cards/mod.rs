//! A short card of a department or a team, where the other side works: beside a ticket, in a meeting
//! pack.

mod actions;
mod model;
mod pages;
mod store;

pub use actions::card;
pub use model::Card;
pub use pages::panel;
