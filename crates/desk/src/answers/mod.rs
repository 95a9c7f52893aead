//! Answers: words that help again. People asking find the public ones; those who help put them into
//! a reply, with the ticket's own facts filled in.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::panel;
pub use actions::{NewAnswer, create, suggest};
pub use api::routes as api;
pub(crate) use model::check_gaps;
pub use model::{Panel, Placeholder, Suggested};
pub use pages::routes;
pub use store::AnswerRow;
