//! What somebody may do with a ticket because they were asked to: who follows it reads it, who is
//! asked for help reads it (a team or a colleague who helps works on it while they are asked), and
//! who works on a ticket works on what was merged into it.

mod actions;
mod model;
mod store;

pub(crate) use actions::{reasons, widen};
