//! The front page of the person asking: one box, what isn't normal, their requests.

mod pages;

pub use pages::routes;
