//! What both sides do together beyond single tickets: an aim, who stands for it on each side, what
//! each side gives, who takes part, and how it goes.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{
    add_person, add_ticket, change_state, create, for_agenda, list, remove_person, remove_ticket,
    update,
};
pub(crate) use actions::{see, see_changeable, tell_others};
pub use api::routes as api;
pub use model::{NewProject, Project, ProjectState, Taking};
pub use pages::routes;
pub(crate) use pages::{show_again, ticket_panel};
