//! What is put before whoever is spoken to: written from the record, neutral, one or two pages; kept
//! with the step, and every text it ever had with it.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewBriefing, View, load, load_earlier, save, write_anew};
pub use api::api;
pub use pages::routes;
pub use store::BriefingRow;
