//! What there is between those who are helped and those who help: what hurts most, what waits
//! longest, what comes again, what is going to change. For those who look at both sides together;
//! it tells no words of a ticket, only its facts.

mod actions;
mod store;

pub use actions::{Pair, changes, hurts, low_marks, repeats, waits};
pub use store::{Fact, LowMark, Repeat};
