//! How somebody likes their lists: how much room a row takes, and which facts it shows.

mod actions;
mod model;
mod pages;
mod store;

pub use actions::{choose, load};
pub use model::{Density, ListStyle};
pub use pages::routes;
pub(crate) use store::find;
