//! Thanks for something specific, private until its receiver says otherwise.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub use actions::{
    Mine, about, decide, for_agenda, get, give, give_for_assist, list_mine, list_shared,
    list_since, still_said,
};
pub use api::routes as api;
pub use model::{Attribute, NewPraise, Reader, Sharing, To, may_read};
pub use pages::routes;
pub use store::PraiseRow;
