//! Stories across features: what a browser sends, what a person sees, on both engines.

#![allow(missing_docs, reason = "test names are sentences")]

mod migrations;
mod permissions;
mod sign_in;
mod statements;
mod tickets;
