//! What was promised at a meeting: by whom, by when, and whether it was done.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod store;

pub use actions::{
    NewAction, Place, Seen, Wanted, count, count_done, finish, get, list, list_open, promise,
    update,
};
pub(crate) use actions::{list_by_meeting, list_mine, subjects, today};
pub use api::{ActionJson, routes as api};
pub use jobs::remind_due;
pub use model::{ActionItem, Counts, Ending, Stand, in_time};
pub use pages::routes;
pub(crate) use pages::{Row, home_rows, read, rows};
