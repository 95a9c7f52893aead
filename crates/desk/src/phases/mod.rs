//! What clocks need to know of a ticket's past. A phase is a stretch in which none of it changed: its
//! state, what it waits for, its priority, service, team and department. A row is written at the end of
//! each transaction that changed any of it, whatever did so, and never changed afterwards. The timeline
//! says the same in words, which nothing can count with.

mod actions;
mod model;
mod store;

pub use actions::{complete, list, settle};
pub use model::Phase;
