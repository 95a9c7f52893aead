//! Playback: whoever helps says back what they understood, and whoever asked says whether that is
//! it. A misunderstanding shows in minutes instead of days.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::panel;
pub use actions::{NewCorrection, confirm, correct, load, play_back};
pub use api::routes as api;
pub use model::{Answer, Panel};
pub use pages::routes;
pub use store::PlaybackRow;
