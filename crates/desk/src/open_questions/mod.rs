//! What the people who asked are still to be asked, or may answer anew, while their ticket is open:
//! a mail, a code or a telephone cannot ask.

mod actions;
mod api;
mod model;
mod pages;

pub(crate) use actions::{Scanned, change_of, keep_scanned, offered, panel, scanned};
pub use actions::{answer, list};
pub use api::routes as api;
pub use model::Panel;
pub use pages::routes;
