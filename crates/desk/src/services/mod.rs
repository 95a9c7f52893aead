//! The service catalogue: what people rely on, in their words, and who looks after it.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewService, create, list, update};
pub(crate) use actions::{exists, suggest, team_of};
pub use api::routes as api;
pub use model::best_match;
pub use pages::routes;
pub use store::ServiceRow;
pub(crate) use store::{find_department_of, list_names};
