//! Writing an agreement down: what is typed, what is wrong with it, which point of a new text is which
//! of the old one; and showing it to the other side.

mod actions;
mod api;
mod model;
mod pages;
#[cfg(test)]
mod tests;

pub use actions::{create, offer, update};
pub use api::api;
pub(crate) use model::continued;
pub use model::{Checked, NewAgreement, NewTerms, again, stored};
pub use pages::routes;
