//! Answers that wait some seconds before they leave, so that they can be taken back whole: a row of
//! its own, which nobody outside sees. What an answer does (state, first response, letters, search)
//! happens when it leaves, and not before.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod store;

pub use actions::{Sent, hold_back, panel, purge, waiting, withdraw};
pub(crate) use actions::{hold_back_in, take_back_in};
pub(crate) use api::hold_back as hold_back_json;
pub use api::{OutgoingJson, routes as api};
pub use jobs::{RELEASE, release};
pub(crate) use model::wait;
pub use model::{NewOutgoing, Panel, What};
pub use pages::routes;
pub use store::OutgoingRow;
