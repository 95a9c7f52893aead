//! Codes on devices and places: what stands on a label, and what it opens.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::find_in;
pub use actions::{Place, address, ensure, find, renew};
pub use api::routes as api;
pub use model::{shown, tidy};
pub use pages::routes;
pub use store::CodeRow;
