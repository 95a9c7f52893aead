//! Who a department or a team is: what it is for, what it is proud of, its year, how to reach it.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use crate::cards::{Card, card, panel};
pub use actions::{NewProfile, Shown, change, for_agenda, show, ways};
pub use api::routes as api;
pub use model::{
    Hours, Load, Owner, PlaceRow, ProfileRow, Section, Way, WayRow, changed_meanwhile,
    first_sentence, hours_at,
};
pub(crate) use pages::profile_page;
pub use pages::routes;
