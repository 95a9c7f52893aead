//! The top: wiring, routes, the command line. The only crate that names every feature.

mod accounts;
pub mod backup;
pub mod check;
pub mod cli;
pub mod demo;
pub mod health;
pub mod outbox;
pub mod routes;
pub mod serve;
mod store;
pub mod wiring;
