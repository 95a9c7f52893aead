//! Work that kept failing and waits for somebody to decide.

mod actions;
mod model;
mod pages;

pub use pages::routes;
