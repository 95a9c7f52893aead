//! What people see go wrong with each kind of device, and what to look at first. Kept in the
//! browser by those who know the desk; it comes with a set for every kind.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{Lists, NewLists, lists, replace};
pub(crate) use actions::{find_all, seed};
pub use api::routes as api;
pub use model::Part;
pub use pages::routes;
pub use store::CheckRow;
