//! Finding the words of a glossary in what people wrote. Knows nothing of rows or people.

mod model;
#[cfg(test)]
mod tests;

pub use model::{Entry, Found, Glossary};
