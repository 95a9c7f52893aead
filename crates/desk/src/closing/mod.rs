//! The person who asked closes their own ticket: it is fine now, or it fixed itself. Nobody is to
//! blame, and IT is told.

mod actions;
mod api;
mod model;
mod pages;

pub use actions::close;
pub use api::routes as api;
pub use model::How;
pub use pages::routes;
