//! Agreements on paper: the whole of it, and one page of it in plain words.

mod actions;
mod api;
mod model;
mod pages;

pub use actions::load;
pub use api::api;
pub(crate) use model::days;
pub use model::{Paper, PaperPart, PaperRow, Signed};
pub use pages::routes;
