//! The boxes on a meeting's page in which people write something new: an item, a decision, a promise.
//! Each keeps what is not sent yet.

mod pages;

pub(crate) use pages::{Boxes, open, sent};
