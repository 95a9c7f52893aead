//! Taking out of a text what looks like somebody's address or number.

mod model;

pub use model::without_details;
