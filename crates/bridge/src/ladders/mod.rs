//! When it is not working: a private ladder of steps, its owner's and of those they invite. What is
//! done on one is written down on it and nowhere else
//! ([why](../../../../docs/decisions/0019-private-things.md)).

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewLadder, View, begin, list, load, update};
pub(crate) use actions::{choices, named, note_deed, see, see_own, see_to_write, subjects};
pub use api::api;
pub(crate) use model::{LONGEST, date, morning, numbers, said_day};
pub use model::{Part, RungKind, State};
pub use pages::routes;
pub(crate) use pages::show_again;
pub(crate) use store::list_services;
pub use store::{DeedRow, Ladder};
