//! The audit trail: everything that was done, by whom and when. Nobody can change it here.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{count_old, forget_old, list};
pub use api::api;
pub use model::{Change, Deed, Wanted};
pub use pages::routes;
pub(crate) use store::list_by_actor as lately;
