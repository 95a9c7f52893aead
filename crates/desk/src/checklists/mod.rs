//! Checklists: steps that go on a ticket at once, for a service or a kind of ticket.

mod actions;
mod api;
mod pages;
mod store;

pub use actions::{NewChecklist, create};
pub(crate) use actions::{find, fitting};
pub use api::routes as api;
pub use pages::routes;
pub use store::ChecklistRow;
