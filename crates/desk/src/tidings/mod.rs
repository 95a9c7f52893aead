//! News for one person that is about no ticket: in their list of news, and by mail where they chose
//! that for what somebody asks of them or says to them. It names nothing private; the page it leads
//! to does, for those who may read it.

mod actions;
mod api;
mod mail;
mod model;
mod pages;
mod store;

pub(crate) use actions::{arrive, count, list, take_untold};
pub use actions::{enlist, open_all, purge, tell};
pub use api::routes as api;
pub use model::{Tiding, When};
pub use pages::routes;
pub use store::TidingRow;
