//! What is sent twice with one key is done once (`Idempotency-Key`). The key's row is written first
//! and in the same transaction as what it makes, so that two requests at the same time meet there.

mod actions;
mod model;
mod store;

pub(crate) use actions::once;
pub(crate) use model::{hash, sent_key};
