//! Every agreement somebody has to do with, by how far it is; and who helps them without one.

mod pages;

pub use pages::routes;
