//! How long each kind of thing is kept: by rule, with a look first at what a rule would remove.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod store;

pub use actions::{change, list, preview};
pub use api::api;
pub use jobs::run_due;
pub use model::Kind;
pub use pages::routes;
