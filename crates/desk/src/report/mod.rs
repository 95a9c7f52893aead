//! Reporting a problem: one box first, then only the questions that change the answer, and the
//! impact statement beside it in two voices.

mod model;
mod pages;

pub use pages::routes;
