//! The impact statement in words: what the library said, and how IT reads it.

mod model;

pub use model::{Voices, stopped_in_short, voices};
