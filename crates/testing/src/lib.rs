//! What tests stand on: a fresh application on every engine, and visitors who send what a browser
//! sends and see what a person sees.

mod engines;
mod visitor;

pub use engines::{START, TestApp, each_db};
pub use visitor::{Heard, Seen, Stream, Visitor};
