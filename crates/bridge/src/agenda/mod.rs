//! What a meeting talks about: what writes itself, and what people add.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{NewItem, add, load, note, put_aside, put_line_aside, remove, shift};
pub(crate) use actions::{load_all, prepare, written};
pub use api::{TopicJson, routes as api};
pub(crate) use model::Kept;
pub use model::{Line, Section, Shown, Topic, Way};
pub use pages::routes;
pub use store::TopicRow;
