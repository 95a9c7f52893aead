//! One deed on many tickets. Each ticket's right is checked by the action that the single deed
//! uses; what cannot be done is said for each; and what was done can be undone for some minutes, as
//! far as nobody changed it since.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{MOST, NewBulk, Shown, carry_on, show, start, undo};
pub use api::routes as api;
pub use model::{Deed, DeedKind, Outcome};
pub use pages::routes;
pub use store::{BulkRow, TicketRow};
