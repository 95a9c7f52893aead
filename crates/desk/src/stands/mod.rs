//! How a ticket stands, so that what was done to it can be undone exactly, as far as nobody changed it
//! since.

mod model;
mod store;

pub use model::Stand;
pub(crate) use store::{find_last_actor, find_stand, update_stand};
