//! Goals that both sides own, with a measure.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod store;

pub use actions::{agree, close, create, list, load, update};
pub(crate) use actions::{changeable, event, today};
pub use api::api;
pub use jobs::for_agenda;
pub(crate) use model::sides;
pub use model::{Ending, Goal, NewGoal, Seen, Stand};
pub use pages::routes;
pub(crate) use pages::show;
pub use store::AgreementRow;
pub(crate) use store::{list as list_rows, list_agreements};
