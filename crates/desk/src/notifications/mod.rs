//! What each person is told, and how: in Footbridge, by mail at once, in a summary, or not at all;
//! and when no mail may come. Every letter to a person about a ticket asks here first.

mod actions;
mod api;
mod jobs;
mod mail;
mod model;
mod pages;
mod store;

pub(crate) use actions::{Delivery, Hold, count, deliver, hold, tell_members};
pub use actions::{choices, choose, list, open, open_all, purge};
pub use api::routes as api;
pub(crate) use jobs::plan_digest_at;
pub use jobs::{RELEASE_LETTERS, WRITE_DIGEST, release_letters, write_digest};
pub use mail::{Hearing, hearing};
pub use model::{Choices, Kind, NewChoices, Way};
pub use pages::{count_for_the_bar, routes};
