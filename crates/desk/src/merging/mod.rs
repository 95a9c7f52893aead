//! Two tickets that are about the same thing become one, and two again if that was wrong. The one
//! that goes keeps its number and its conversation; what its people write follows to the other.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewMerge, merge, unmerge};
pub(crate) use actions::{check_own, destination, follow, keep, lead_on, may_share};
pub use api::routes as api;
pub use pages::routes;
pub use store::MergeRow;
pub(crate) use store::{find_of, list_into, list_moved};
