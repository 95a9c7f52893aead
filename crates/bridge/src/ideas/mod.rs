//! Ideas of both sides, what became of them, and whether it held.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{
    Seen, Shown, Wanted, decide, for_agenda, get, list, list_from, note, own, see, support,
};
pub use api::routes as api;
pub use model::{NewIdea, Origin, Outcome, State};
pub use pages::{routes, show_again};
pub use store::{IdeaRow, StepRow};
