//! What there is to choose from when something is done to many tickets: people, teams, places, services
//! and tags.

mod actions;

pub use actions::{Offer, offer};
