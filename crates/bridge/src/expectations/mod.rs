//! What was asked, what there was to work with, what was agreed, and what is usual, side by side:
//! for looking at one's own expectations before anybody else's work.

mod actions;
mod api;
mod model;

pub use actions::load;
pub use api::api;
pub use model::{Both, Row};
