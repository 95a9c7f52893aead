//! Telling people about what is private to them, each thing once: a word in the bar of their pages,
//! and a letter if they want letters, which says that there is something and not what.

mod actions;
mod jobs;
mod model;
mod pages;
mod store;

pub(crate) use actions::tell;
pub use jobs::run_due;
pub use model::News;
pub use pages::count_for_the_bar;
