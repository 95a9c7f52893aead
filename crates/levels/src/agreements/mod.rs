//! Agreements: what one side can expect of the other, drafted by one, talked over by both, agreed by
//! both, looked at again, and ended.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{Listed, list, load, note_read};
pub(crate) use actions::{event, hours, mark_read, say_to, see, today};
pub use api::api;
pub(crate) use api::{ServiceAgreementJson, answer};
pub(crate) use model::sees;
pub use model::{Agreement, Kind, Seen, State};
pub(crate) use pages::refused;
pub use pages::routes;
pub(crate) use store::{
    find_same, insert, list_due, update_ended, update_reviewed, update_state, update_touched,
};
