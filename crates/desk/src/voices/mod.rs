//! The impact statement in words: what the library said, and how IT reads it.

mod model;

pub use model::{Voices, for_patrons, stopped_in_short, together, voices};
