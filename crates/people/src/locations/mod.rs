//! Locations: branches, rooms, stops of the mobile library; where they are and when they are open.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{create, deactivate, get, list, list_all, page, reactivate, update};
pub use api::{LocationJson, api};
pub use model::{Location, NewLocation};
pub use pages::routes;
pub(crate) use store::{exists, names};
