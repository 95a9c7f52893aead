//! Why somebody can see something: their roles with what each allows, and for a ticket every reason
//! that holds, the same ones that decide.

mod actions;
mod api;
mod model;
mod pages;

pub use actions::explain;
pub use api::api;
pub use model::{Explained, right_word as word};
pub use pages::routes;
