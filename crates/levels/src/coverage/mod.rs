//! Which agreement counts for what, on which day: for the clocks, and for seeing where two say
//! something of the same, or none does.

mod actions;
mod api;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use actions::{Around, around};
pub use actions::{in_force, load};
pub use api::api;
pub use model::{Asked, Book, Entry, InForce, current};
