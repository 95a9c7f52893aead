//! Lists of tickets: the queue of those who help, and the requests of those who ask. What costs a
//! desk of a thousand tickets must cost no more at a million, so every list is a handful of index
//! ranges, each read only as far as the page goes.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::cut;
pub use actions::{Listed, Opened, everything, list, list_ids, open, rows};
pub(crate) use api::{ListQuery, asked};
pub use model::{Count, Cursor, Fact, Filters, GROUPED, Group, Order, Phase, Reader, Whose};
pub(crate) use pages::priority_of;
pub use pages::routes;
pub use store::{Followed, Line, followed, of_departments, select_lines, worked_on};
