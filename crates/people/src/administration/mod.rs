//! The front page of administration, and what its forms share: telling that a row changed meanwhile
//! and writing down what changed.

mod model;
mod pages;

pub use model::{Pairs, changed_meanwhile, changes, renew_version};
pub use pages::routes;
