//! The index ranges that lists are made of: whose, in which part of life, driven by what narrows
//! most. Each comes in the list's order from an index and is read no further than the page goes, or
//! is bounded by nature (what one person put to sleep).

mod store;

pub(crate) use store::{ASLEEP, NO_NEWS, count, list, narrow};
