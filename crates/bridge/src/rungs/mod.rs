//! The steps of a ladder: what was done and said on each, how long is waited, when it is looked at
//! again, and what somebody thinks through for themselves.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{
    NewNote, Sheet, View, load, note, plan, save_sheet, skip, take_back, view_sheet,
};
pub(crate) use actions::{see, see_to_write};
pub use api::api;
pub use model::State;
pub use pages::routes;
pub use store::{NoteRow, Rung, SheetRow};
pub(crate) use store::{claim, find_sheet, list, list_due, list_notes};
