//! The impact statement in words: what the library said, and how IT reads it.

mod model;

pub(crate) use model::risk_text;
pub use model::{Voices, for_patrons, stopped_in_short, together, voices};
