//! Who else a ticket stops. Somebody who finds their problem known adds themselves: their answers
//! count towards its impact and priority, and they hear how it goes, without reading what others
//! wrote on it.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewAffected, add, list_of, remove};
pub(crate) use actions::{bring, give_back, look, panel, weigh};
pub use api::routes as api;
pub use model::Panel;
pub use pages::{AffectedPage, routes};
pub use store::{AffectedRow, JoinedRow};
