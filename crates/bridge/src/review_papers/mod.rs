//! A review as a document: to print, to take to a meeting.

mod pages;

pub use pages::routes;
pub(crate) use pages::{as_document, set};
