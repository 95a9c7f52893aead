//! Laying the dates of meetings that recur: further ones as time passes, all of them anew when the
//! rhythm changes, and single ones elsewhere when a closed day is noted or taken away.

mod actions;
mod jobs;
mod model;
mod store;

pub(crate) use actions::{begin, is_over, lay_anew, take_out};
pub use jobs::{SETTLE, extend_due, on_event, settle_all};
