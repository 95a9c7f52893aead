//! What happened when, drawn from the requests of a review: without names, because it does not
//! matter who it was, and without what only those who work on them may see. Those who take part add
//! a word to a moment, or put it aside.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{find, mark};
pub(crate) use actions::{hide, keep, list};
pub use api::api;
pub(crate) use model::folded;
pub use model::{Moment, Span};
pub use pages::routes;
