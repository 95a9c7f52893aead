//! What people and teams know, and who knows about something.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{
    Known, PersonSkill, TeamSkill, accept, list_known, names, of_person, of_team, remove,
    remove_of_team, say, say_of_team, who_knows,
};
pub use api::routes as api;
pub use model::{Found, Knower, Why};
pub use pages::{panel, routes, suggested};
