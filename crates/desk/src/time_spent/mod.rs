//! Time spent: minutes with a note, per person, on a ticket. Only where it is turned on, and never
//! required. A correction keeps how it was.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{add, choose};
pub(crate) use actions::{note_with_message, panel};
pub use api::routes as api;
pub use model::{Panel, Where, minutes_of};
pub use pages::routes;
pub use store::{CorrectionRow, EntryRow};
