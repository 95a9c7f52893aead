//! How it feels, on one page, for those who can do something about it: talks that are owed and what
//! came of them, low marks that come again, and the latest words about each service.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{Overview, load, open};
pub use api::routes as api;
pub use model::{FEWEST, Open, Service, Words};
pub(crate) use pages::refused;
pub use pages::routes;
