//! How a ladder ends: it works again, one accepts that it does not, or the two sides see it
//! differently and go on beside each other, with a day on which the question is asked again.

mod actions;
mod api;
mod pages;
mod store;

pub use actions::{Ending, end, resume};
pub use api::api;
pub use pages::routes;
pub(crate) use store::{claim_review, list_reviews_due};
