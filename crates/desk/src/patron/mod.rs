//! Patron details in a ticket: who may see what `base::withheld` keeps apart, marking what somebody
//! forgot to mark, and taking the words away for good some time after the ticket has closed.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod store;

pub use actions::{count_due, mark, save_settings, settings, show};
pub(crate) use actions::{load_panel, may_see_source};
pub use api::routes as api;
pub use jobs::purge;
pub use model::{Detail, Panel, Settings};
pub use pages::routes;
pub use store::WRITTEN;
