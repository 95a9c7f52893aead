//! Lists of tickets: the queue of those who help, and the requests of those who ask. What costs a
//! desk of a thousand tickets must cost no more at a million, so every list is a handful of index
//! ranges, each read only as far as the page goes.

mod actions;
mod model;
mod pages;
mod store;

pub(crate) use actions::cut;
pub use actions::{Listed, Opened, everything, list, list_ids, open};
pub use model::{Cursor, Filters, Order, Phase, Whose};
pub use pages::routes;
pub use store::{Followed, Line, followed, narrow, of_departments, select_lines, worked_on};
