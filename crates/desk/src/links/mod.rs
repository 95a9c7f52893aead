//! How tickets belong together without becoming one: the same, causes, waits for, is part of.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{Connected, link, unlink};
pub(crate) use actions::{cause_in, check_children, tell_connected};
pub use api::routes as api;
pub use model::{Kind, Relation};
pub use pages::routes;
pub(crate) use pages::show_connecting;
