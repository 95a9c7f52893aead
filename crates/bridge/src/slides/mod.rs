//! One page of thanks for the next staff meeting, on paper and on a screen.

mod actions;
mod model;
mod pages;

pub use pages::routes;
