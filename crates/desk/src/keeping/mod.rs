//! What of closed tickets does not stay for good: mail as it was received, files, words. The ticket
//! and its facts do. And reports by code that never became one.

mod actions;
mod store;

pub use actions::{
    count_files, count_raw_mail, count_scan_reports, count_words, remove_files, remove_raw_mail,
    remove_scan_reports, remove_words,
};
