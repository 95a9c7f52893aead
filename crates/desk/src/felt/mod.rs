//! How it felt to whoever asked: a mark from 0 to 10, the working time it cost, words, and whether
//! mark and words are kept from those who worked on it
//! ([why](../../../../docs/decisions/0026-felt.md)).

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{find, give};
pub(crate) use actions::{give_in, hears, mark_call_back, shown};
pub use api::routes as api;
pub use model::{CALL_BACK, LOW, MARKS, NewFeedback, Unit, is_low, lost_minutes, nearest};
pub use pages::{read, routes};
pub use store::FeedbackRow;
pub(crate) use store::find_feedback;
