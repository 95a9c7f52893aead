//! Devices that people report about: where they stand and what they serve.

mod model;
mod store;

pub use model::DeviceKind;
pub use store::DeviceRow;
pub(crate) use store::find_about;
pub use store::list;
