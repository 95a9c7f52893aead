//! Documents of the bridge as tagged PDF: set off the threads that serve pages, and sent to be read
//! in the browser.

mod actions;
mod pages;

pub(crate) use actions::set;
pub(crate) use pages::{inline, named};
