//! The end of a ticket: how it was put right, whether the person agrees, and how it felt.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewFeedback, close_old, confirm, give_feedback, reopen, resolve, resolve_with};
pub(crate) use actions::{check, confirm_in, mark_call_back, put_right, resolve_in, take_back};
pub use api::routes as api;
pub use model::Cause;
pub use pages::routes;
pub use store::{FeedbackRow, ResolutionRow, find_feedback, find_resolution};
