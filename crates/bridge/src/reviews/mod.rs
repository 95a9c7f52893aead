//! Looking back at a big or repeated incident, without blaming anybody: what happened, what helped,
//! what contributed, and what each side changes. Those who take part read it until one of each side
//! agrees that both departments may.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod store;

pub use actions::{NewReview, Seat, View, agree, begin, door, invite, list, load, withdraw};
pub(crate) use actions::{may_begin, note_deed, opened, see, sit};
pub use api::api;
pub use jobs::for_agenda;
pub(crate) use jobs::remind;
pub use model::Place;
pub use pages::{routes, ticket_panel};
pub use store::{DeedRow, PersonRow, Review};
pub(crate) use store::{list_people, update_changed};
