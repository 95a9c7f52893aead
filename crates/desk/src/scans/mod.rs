//! What people report by the code on a device, without an account: the form, and whether it opens a
//! ticket at once, is counted on one that is open, or waits for somebody to look.

mod actions;
mod model;
mod pages;
mod store;

pub use actions::send;
pub(crate) use actions::settle;
pub use model::{NewScan, PATRONS, ReportRow, State, Symptom, symptoms};
pub use pages::routes;
pub use store::PanelRow;
pub(crate) use store::{count_waiting, get, list_by_state, list_of_ticket, update_decision};
