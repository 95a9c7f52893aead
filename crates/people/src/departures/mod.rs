//! People who are gone: made anonymous, or found to be the same person as another. Their tickets
//! and what they did stay.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{anonymise, count_due, merge, tidy};
pub use api::api;
pub use model::Departure;
pub use pages::routes;
pub(crate) use store::find_by_former_email;
