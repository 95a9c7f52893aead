//! What is usual between two departments: the middle of what the last year's requests took. Shown
//! where nothing is agreed, and beside the numbers of what somebody drafts; never as a promise.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::between;
pub use actions::load;
pub use api::api;
pub use model::{Middle, Usual, UsualRow, about, kindly, offered};
pub use pages::routes;
