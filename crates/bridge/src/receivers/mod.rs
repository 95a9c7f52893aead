//! Who can be thanked or asked by whom: people, teams and departments of a relationship both have a
//! part in.

mod actions;
mod store;

pub use actions::{
    Choices, Found, choices, find, hands, is_in, named, named_person, only_one, reader_of, thanked,
    works_with,
};
pub use store::Named;
