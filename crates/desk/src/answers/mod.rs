//! Answers: words that help again. People asking find the public ones; those who help put them into
//! a reply, with the ticket's own facts filled in.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewAnswer, create, suggest};
pub(crate) use actions::{keeps, may_keep, own_team, panel};
pub use api::routes as api;
pub(crate) use model::check_gaps;
pub use model::{Panel, Placeholder, Suggested};
pub use pages::routes;
pub use store::AnswerRow;
