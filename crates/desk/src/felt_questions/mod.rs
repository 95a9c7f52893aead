//! The one question by mail how it felt, and the links in it that answer without signing in: asked of
//! a share of tickets, of nobody twice within a fortnight, of nobody who does not want it. Opening a
//! link chooses a mark and sends nothing: programs that look at mail open every link
//! ([why](../../../../docs/decisions/0026-felt.md)).

mod actions;
mod jobs;
mod model;
mod pages;
mod store;

pub(crate) use actions::ride;
pub use actions::{Look, Stand, answer, look, on_event};
pub(crate) use jobs::ask_due;
pub(crate) use model::without_keys;
pub use model::{LeftOut, token};
pub use pages::routes;
