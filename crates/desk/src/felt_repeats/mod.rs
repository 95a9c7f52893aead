//! Low marks about one service again and again: a suggestion to look for what is behind them, which
//! stays until somebody takes it up or says why not.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::look;
pub use actions::{Repeat, begin_review, decline, get, list, open_problem, review_begun};
pub use api::routes as api;
pub use model::Ending;
pub use pages::routes;
pub use store::RepeatRow;
