//! News by mail: what happened on a ticket reaches those it concerns, and never the one who did it
//! but for the receipt of a mail. Internal notes never leave the desk.

mod actions;
mod mail;
mod model;
mod store;

pub use actions::on_event;
pub(crate) use actions::{
    last_words, remind_person, tell_asking, tell_helpers, tell_member, tell_other_team, tell_person,
};
pub(crate) use mail::{Notice, Reader, Said};
pub(crate) use model::{Body, Words};
