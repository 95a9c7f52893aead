//! The organisation as people see it: departments inside each other, teams, people, and who answers
//! to whom, up to the manager two sides share.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use crate::profiles::Owner;
pub use actions::{CardChange, change_card, organisation, show_person};
pub use api::routes as api;
pub use model::{
    Between, DepartmentRow, Organisation, PersonRow, PhoneFor, RoleRow, Shown, TeamRow,
};
pub(crate) use pages::person_page;
pub use pages::{between_in_words, routes};
pub use store::CardRow;
