//! Tours of the other side: offered or asked for, agreed on, done.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::list_awaited;
pub use actions::{
    Seen, accept, create, finish, for_agenda, get, join, list, propose, see, update, withdraw,
};
pub use api::routes as api;
pub use model::{Diary, NewTour, State, parse_stops};
pub use pages::routes;
pub use store::{DateRow, StopRow, TourRow};
