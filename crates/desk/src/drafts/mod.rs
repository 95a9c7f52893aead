//! Words that are not sent yet: kept every few seconds for each person and editor, given back
//! wherever the person goes on, shared only by choice. They pass through nothing else: no search,
//! no export, no mail.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use crate::editors::{Editor, Form, Sheet};
pub use actions::{
    Kept, discard, list, load, mine, open, panel, prefer, purge, remove_sent, save, share,
    take_over,
};
pub(crate) use actions::{forget, give_back};
pub use api::routes as api;
pub use model::{Carried, Draft, Panel, Save};
pub use pages::routes;
