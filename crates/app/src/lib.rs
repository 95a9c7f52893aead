//! The top: wiring, routes, the command line. The only crate that names every feature.

pub mod cli;
pub mod demo;
pub mod health;
pub mod outbox;
pub mod routes;
pub mod serve;
mod store;
pub mod wiring;
