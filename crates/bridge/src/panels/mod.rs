//! What the bridge says where people already are: thanks below a ticket, calls for help at home, and
//! a quiet page about what is at the far end of every cable.

mod actions;
mod pages;

pub use actions::{at_home, on_ticket};
pub use pages::routes;
