//! Tables as people open them in a spreadsheet: comma-separated values (RFC 4180), in and out.

mod model;
mod pages;

pub use model::{Table, Writer};
pub use pages::download;
