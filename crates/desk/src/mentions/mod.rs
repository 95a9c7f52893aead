//! Names in messages: `@first.last` or `@[Whole Name]` tells that person, if they may read it.

mod actions;
mod model;
mod store;

pub(crate) use actions::{check, keep};
pub use model::{Mention, mentions, without_brackets};
pub use store::UntoldRow;
pub(crate) use store::list_untold;
