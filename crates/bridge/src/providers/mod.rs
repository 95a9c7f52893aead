//! Outsourced providers: the contract, the contacts, and how something is handed over to them.

mod actions;
mod api;
mod pages;
mod store;

pub use actions::{
    ContactRow, NewContact, NewSupplier, SupplierRow, add_contact, change, change_contact,
    contacts, find, may_read, remove_contact, show,
};
pub use api::routes as api;
pub use pages::{part, routes};
