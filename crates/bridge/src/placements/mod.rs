//! A few hours a week with the other side: aims, dates, a short diary.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::list_awaited;
pub use actions::{
    Seen, add_entry, agree, create, end, for_agenda, get, list, see, share_entry, update, withdraw,
};
pub use api::routes as api;
pub use model::{NewPlacement, Part, State};
pub use pages::routes;
pub use store::{AgreementRow, EntryRow, PlacementRow};
