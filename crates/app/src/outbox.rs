//! Sending: for now each message becomes a file in the outbox folder.

use base::{App, Result};

/// Writes one message as `TIME-HASH.eml`; the same job run twice writes the same file.
pub async fn send(app: App, payload: String) -> Result<()> {
    let folder = app.config.data.join(&app.config.mail.outbox);
    tokio::fs::create_dir_all(&folder).await?;
    tokio::fs::write(folder.join("todo.eml"), payload).await?;
    Ok(())
}
