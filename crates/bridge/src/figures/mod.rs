//! What was counted, as plots with their answer, their definition and their table.

mod model;

pub use model::{Figure, amount_in_words, draw, month_in_words};
