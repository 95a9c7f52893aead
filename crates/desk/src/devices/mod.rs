//! Devices that people report about: where they stand and what they serve.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::{check_about, check_fits, choices_with};
pub use actions::{choices, create, deactivate, get, list, reactivate, update};
pub use api::routes as api;
pub use model::{Device, DeviceKind, Group, NewDevice};
pub use pages::routes;
pub use store::list as list_in;
pub(crate) use store::{get as get_in, list_names};
