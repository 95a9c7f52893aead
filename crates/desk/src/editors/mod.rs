//! Where people write at length: each such place has a name, and words that are not sent yet are kept
//! under it.

mod model;

pub use model::{Editor, Form, Sheet};
