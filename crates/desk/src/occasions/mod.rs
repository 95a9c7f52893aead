//! What is on at a place or in a department: exam week, story time, a fair. Kept by those who speak
//! for a department, shown where somebody decides what comes first.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{closures, coming, create, list, remove, update};
pub(crate) use actions::{near, of_department};
pub use api::{OccasionJson, routes as api};
pub use model::{NewOccasion, Occasion};
pub use pages::routes;
pub(crate) use store::{list_closures, list_closures_of_place};
