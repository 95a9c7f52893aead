//! What is ahead of somebody: the next meeting and what they promised, on the home page.

mod pages;

pub use pages::home;
