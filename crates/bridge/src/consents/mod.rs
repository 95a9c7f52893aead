//! What waits for somebody's yes: goals to agree on, times of tours, placements.

mod actions;

pub use actions::{list, list_mine};
