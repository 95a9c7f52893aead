//! A ticket as it is read: what was said and what was done, in order, by whom.

mod actions;
mod model;
mod store;

pub use actions::view;
pub use model::{Entry, View, entries, sentence};
pub use store::{EventRow, list_events};
