//! What of closed tickets does not stay for good: mail as it was received, files, words. The ticket
//! and its facts do.

mod actions;
mod store;

pub use actions::{
    count_files, count_raw_mail, count_words, remove_files, remove_raw_mail, remove_words,
};
