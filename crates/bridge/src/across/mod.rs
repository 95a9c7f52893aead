//! Who hears of what the two sides do with each other: whoever is named in it, and those who look
//! after the side that did not do it.

mod actions;

pub(crate) use actions::{tell_across, tell_each};
