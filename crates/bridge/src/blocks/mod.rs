//! Plain text that people write, as the pieces that a page and a document show: `## ` is a heading,
//! `- ` a point, `| what | how much |` a line of a table, and everything else a paragraph.

mod model;

pub use model::{Block, blocks, line};
