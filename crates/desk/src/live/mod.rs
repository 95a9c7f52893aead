//! Pages that stay up to date by themselves: streams of marks ("something happened on ticket 7"),
//! who is writing, and what tells both.

mod actions;
mod jobs;
mod model;
mod pages;
mod store;

pub(crate) use actions::note_reading;
pub use actions::{Panel, Wanted, Watching, hear, note_review, note_writing, panel, watch};
pub use jobs::{feed, feed_once};
pub use pages::routes;
