//! Teams: who works on tickets together, and where their mail goes.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{
    create, deactivate, find_by_name, get, intake, list, list_all, page, reactivate, update,
};
pub use api::{TeamJson, api};
pub use model::{NewTeam, Team};
pub use pages::routes;
pub use store::find_intake;
pub(crate) use store::{exists, names};
