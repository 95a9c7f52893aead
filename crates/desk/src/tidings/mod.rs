//! News for one person that is about no ticket: in their list of news, and by mail where they chose
//! that for what somebody asks of them or says to them. It names nothing private; the page it leads
//! to does, for those who may read it.

mod actions;
mod api;
mod mail;
mod pages;
mod store;

pub use actions::{Tiding, purge, tell};
pub(crate) use actions::{count, list};
pub use api::routes as api;
pub use pages::routes;
pub use store::TidingRow;
