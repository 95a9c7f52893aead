//! What both sides say about points of an agreement while they work on it.

mod actions;
mod api;
mod pages;
mod store;

pub(crate) use actions::list;
pub use actions::{NewComment, add, settle};
pub use api::{AgreementCommentJson, api};
pub use pages::routes;
pub use store::CommentRow;
