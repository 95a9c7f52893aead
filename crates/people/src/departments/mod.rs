//! Departments: those who need help and those who give it, our own or outsourced.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::choices;
pub use actions::{
    create, deactivate, find_by_name, get, list, list_all, page, reactivate, restate, update,
};
pub use api::{DepartmentJson, api};
pub(crate) use model::is_circle;
pub use model::{Department, Kind, Named, NewDepartment};
pub use pages::routes;
pub(crate) use store::{exists, list_by_name as list_in, names};
