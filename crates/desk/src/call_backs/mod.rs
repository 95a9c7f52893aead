//! The talk that is owed to somebody who was unhappy: what they said, by when, and what came of it.
//! It is a task of its ticket that ends with a sentence.

mod actions;
mod model;
mod pages;
mod store;

pub use actions::{Owed, count_open, list, settle, show};
pub use model::CallBack;
pub use pages::routes;
