//! Sending: each message becomes a file in the outbox folder, for a mail server to pick up.

use base::{App, Error, Result, sha256};
use jobs::Letter;
use mail::{Keys, Mailbox, Outgoing};

/// Writes one message as `HASH.eml`. The same job run twice writes the same file. A message that
/// can never be composed fails, and ends among the failed jobs where somebody sees it.
pub async fn send(app: App, payload: String) -> Result<()> {
    let letter: Letter =
        serde_json::from_str(&payload).map_err(|e| Error::Internal(e.to_string()))?;
    let hash: String = sha256(payload.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
    let from = sender(&app.config.mail.from)?;
    let domain = from.address.rsplit('@').next().unwrap_or("localhost").to_owned();
    let message_id = match letter.message_id.as_str() {
        "" => Keys::new(&app.secret.0).message_id(0, &hash[..16], &domain),
        given => given.to_owned(),
    };
    let name = Some(letter.to_name.as_str()).filter(|name| !name.is_empty());
    let to = Mailbox::new(name, &letter.to)
        .ok_or_else(|| Error::Internal(format!("{} is not an address", letter.to)))?;
    let in_reply_to = Some(letter.in_reply_to).filter(|id| !id.is_empty());
    let composed = mail::compose(&Outgoing {
        from,
        to: vec![to],
        subject: letter.subject,
        text: letter.text,
        html: Some(letter.html).filter(|html| !html.is_empty()),
        message_id,
        references: in_reply_to.iter().cloned().collect(),
        in_reply_to,
        automatic: letter.is_automatic,
        date: app.now().micros() / 1_000_000,
    });
    let bytes = composed.map_err(|e| Error::Internal(e.to_string()))?;
    let folder = app.config.data.join(&app.config.mail.outbox);
    tokio::task::spawn_blocking(move || write(&folder, &hash[..32], &bytes))
        .await
        .map_err(|e| Error::Internal(e.to_string()))?
}

/// The sender as the settings name it: `Name <address>` or an address alone.
fn sender(text: &str) -> Result<Mailbox> {
    let (name, address) = match text.rsplit_once('<') {
        Some((name, address)) => (Some(name.trim()), address.trim_end_matches('>')),
        None => (None, text),
    };
    Mailbox::new(name, address.trim())
        .ok_or_else(|| Error::Internal(format!("mail.from is not an address: {text}")))
}

/// Complete or not there at all: written under another name, forced to the disk, then renamed.
fn write(folder: &std::path::Path, name: &str, bytes: &[u8]) -> Result<()> {
    use std::io::Write;
    std::fs::create_dir_all(folder)?;
    let part = folder.join(format!("{name}.part"));
    let mut file = std::fs::File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(std::fs::rename(part, folder.join(format!("{name}.eml")))?)
}
