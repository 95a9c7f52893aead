//! "It is worse now": what changed, who is stopped by it, since when. The statement and the
//! priority are worked out anew, and the team hears of it when the priority rises.

mod actions;
mod api;
mod pages;
mod store;

pub use actions::{NewWorsening, worsen};
pub(crate) use actions::{put_back, worsen_in};
pub use api::routes as api;
pub use pages::routes;
pub use store::WorseningRow;
pub(crate) use store::find_last;
