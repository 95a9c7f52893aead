//! Help with wording while somebody writes: words the reader may not know, and words that blame.
//! It suggests, never blocks, and keeps nothing.
//!
//! Any box for text gets it by the attribute `data-wording` on its `<textarea>` and the script
//! `wording.js` on the page; without a script, by the button of `wording/button.html` in its form.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{Notes, choose, is_on, notes};
pub use api::api;
pub use model::{Hint, Kind, look_over, look_over_knowing};
pub(crate) use pages::below_reply;
pub use pages::routes;
