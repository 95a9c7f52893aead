//! The meeting pack: everything for one meeting on a page and in a PDF.

mod actions;
mod api;
mod model;
mod pages;

pub use actions::load;
pub use api::routes as api;
pub use model::{Card, Figure, Last, Pack, Part, Said};
pub use pages::routes;
