//! Asking a colleague on either side for help, thanking them, and seeing help given and received.
//! It is counted for each person and department, both ways, and never put in an order.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewAssist, answer, ask, find_thanked, thank, waiting_for};
pub use api::routes as api;
pub use model::Answer;
pub(crate) use model::may_read;
pub use pages::routes;
pub use store::AssistRow;
pub(crate) use store::list;
