//! Words that somebody did not know: filed for those who keep the glossary, answered, and counted so
//! that they see which words stand between the two sides.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::answer_by_term;
pub use actions::{Answer, Asked, answer, ask, list_mine, list_waiting};
pub use api::api;
pub use model::{Mine, NewAsk, Outcome};
pub use pages::routes;
