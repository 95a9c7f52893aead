//! Another team is asked to look, or to do its part, while the ticket stays where it is. They work
//! on it until they hand back.

mod actions;
mod api;
mod pages;
mod store;

pub use actions::{NewReferral, hand_back, refer, withdraw};
pub use api::routes as api;
pub use pages::routes;
pub use store::ReferralRow;
pub(crate) use store::list;
