//! Recurring tickets: a template and a rule (RFC 5545). Each date opens one ticket, however many
//! processes there are; after an outage only the latest date is opened, and says so.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewRecurrence, create, dates, open_due};
pub use api::routes as api;
pub use model::{Choice, Plan, own_rule};
pub use pages::routes;
pub use store::{RecurrenceRow, RunRow};
