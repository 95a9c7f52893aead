//! What people wrote with a little markup, as its pieces, for documents: a page has HTML for it.

mod model;

pub use model::{Piece, Run, pieces};
