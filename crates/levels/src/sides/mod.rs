//! The two sides of an agreement: who may read, write and say yes for which, and who is told.

mod actions;
mod model;
mod store;

pub(crate) use actions::{Choice, choices, deciders, exists, stand, stands, tell_sides};
pub use model::{Pair, Parents, Part, Party, Side, Standing, above};
pub use store::load_parents;
