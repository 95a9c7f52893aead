//! Messages that come in become tickets, or replies on the ticket they answer. Nothing is lost: the
//! message as received is stored before anything is decided.

mod actions;
mod model;
mod store;

pub use actions::deliver;
pub use model::Delivered;
pub(crate) use model::{AUTOMATIC, BOUNCE};
