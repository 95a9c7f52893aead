//! The demo: words.

use crate::demo::load::Keys;
use base::{App, Result};

#[expect(clippy::unused_async, reason = "what it plays is async")]
pub async fn fill(_app: &App, _keys: &Keys) -> Result<()> {
    Ok(())
}
