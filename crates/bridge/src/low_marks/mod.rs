//! Low marks on the agenda of those who meet: about which service, and what is owed. Nobody is named,
//! and what is kept or comes from a few people is not told apart.

mod actions;
mod model;

pub(crate) use actions::for_agenda;
