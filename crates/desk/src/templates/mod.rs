//! Templates: tickets that are ready to open. Those who help use them, and public ones can be
//! ordered by people asking.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{Filled, NewTemplate, create, get, list, open};
pub(crate) use actions::{find, in_use, open_for};
pub use api::routes as api;
pub use model::tasks_of;
pub(crate) use pages::offered;
pub use pages::routes;
pub use store::TemplateRow;
