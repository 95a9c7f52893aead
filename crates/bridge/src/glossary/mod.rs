//! Words of both sides: what they mean to the library and to IT, who keeps them, and how they are
//! marked in what people write.
//!
//! Any page marks them with `base::Marker::new(app, actor).mark(html)`, on sanitised HTML.

mod actions;
mod api;
mod model;
mod pages;
mod store;

pub(crate) use actions::{all, day_number, is_in_use, name_of};
pub use actions::{
    bring_back, create, find, get, mark, open, reader, renew, retire, seed, take_on, unexplained,
    update,
};
pub use api::api;
pub use model::{NewTerm, Reader, Term, Unexplained, Whose, Words, explain};
pub use pages::{keep_current, routes};
