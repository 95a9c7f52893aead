//! Saved views: filters with a name, one's own or a team's.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{
    NewView, create, delete, find_by_address, list, load, may_change, move_to, update,
};
pub use api::routes as api;
pub use model::{SavedView, canonical};
pub use pages::routes;
pub(crate) use store::list as list_of;
