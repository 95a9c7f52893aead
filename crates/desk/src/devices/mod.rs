//! Devices that people report about: where they stand and what they serve.

mod model;
mod store;

pub use model::DeviceKind;
pub use store::DeviceRow;
pub use store::list;
pub(crate) use store::{find_about, find_name};
