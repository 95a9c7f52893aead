//! Calendars: when help is there and when a place is open. A calendar is a week, a country whose
//! public holidays are closed, and days that differ; teams, departments and places keep to one.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::check_choice;
pub use actions::{
    choices, create, deactivate, get, has_own, list, make_usual, of_department, of_place, of_team,
    reactivate, update, write_own_hours,
};
pub use api::{CalendarJson, api};
pub use model::{Calendar, Differs, KeeperRow, NewCalendar, OpenHours, Owner};
pub(crate) use pages::offered;
pub use pages::routes;
pub(crate) use store::exists;
