//! Labels for devices and places: chosen, laid out on a sheet that is sold, printed.

mod actions;
mod api;
mod pages;

pub use actions::{Sheet, print};
pub use api::routes as api;
pub use pages::routes;
