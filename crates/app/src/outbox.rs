//! Sending: each message becomes a file in the outbox folder, for a relay to take.

use base::{App, Error, Result, Time, hex, sha256};
use jobs::Letter;
use mail::{Keys, Mailbox, Outgoing, OutgoingFile};
use std::path::Path;
use tokio::{fs, io::AsyncWriteExt};

/// Writes one letter as `TIME-HASH.eml`; the same job run twice writes the same file. A letter
/// that cannot be composed is an error, and in the end a dead letter that somebody can read.
pub async fn send(app: App, payload: String) -> Result<()> {
    let letter: Letter = serde_json::from_str(&payload)
        .map_err(|e| Error::Internal(format!("this is not a letter: {e}")))?;
    let hash = hex(&sha256(payload.as_bytes())[..12]);
    let at = if letter.written_at == Time::default() { app.now() } else { letter.written_at };
    let folder = app.config.data.join(&app.config.mail.outbox);
    fs::create_dir_all(&folder).await?;
    let name = format!("{}-{hash}.eml", at.timestamp().strftime("%Y%m%dT%H%M%S.%6fZ"));
    if fs::try_exists(folder.join(&name)).await? {
        return Ok(());
    }
    let mut files = Vec::with_capacity(letter.files.len());
    for file in &letter.files {
        files.push(OutgoingFile {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            bytes: app.files.get(&file.key).await?.to_vec(),
        });
    }
    let outgoing = Outgoing { files, ..outgoing(&app, letter, &hash, at)? };
    let bytes = mail::compose(&outgoing)
        .map_err(|e| Error::Internal(format!("the letter cannot be written: {e}")))?;
    write(&folder, &name, &bytes).await
}

fn outgoing(app: &App, letter: Letter, hash: &str, at: Time) -> Result<Outgoing> {
    let from = Mailbox::read(&app.config.mail.from).ok_or_else(|| {
        Error::Internal(format!("mail.from is not an address: {}", app.config.mail.from))
    })?;
    let to = Mailbox::new(Some(&letter.to_name), &letter.to)
        .ok_or_else(|| Error::Internal(format!("{:?} is not an address", letter.to)))?;
    let message_id = if letter.message_id.is_empty() {
        let domain = from.address.rsplit('@').next().unwrap_or_default();
        Keys::new(&app.secret.0).message_id(0, hash, domain)
    } else {
        letter.message_id
    };
    Ok(Outgoing {
        from,
        to: vec![to],
        subject: letter.subject,
        text: letter.text,
        html: Some(letter.html).filter(|html| !html.is_empty()),
        message_id,
        in_reply_to: Some(letter.in_reply_to).filter(|id| !id.is_empty()),
        references: letter.references,
        calendar: letter.calendar.map(|it| (it.method, it.text)),
        automatic: letter.is_automatic,
        date: at.timestamp().as_second(),
        files: Vec::new(),
    })
}

/// Whole or not at all: whoever watches the folder never sees half a message.
async fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let half = folder.join(format!(".{name}.{}", std::process::id()));
    let mut file = fs::File::create(&half).await?;
    file.write_all(bytes).await?;
    file.sync_all().await?;
    drop(file);
    fs::rename(&half, folder.join(name)).await?;
    // the new name is only safe once the folder is
    fs::File::open(folder).await?.sync_all().await?;
    Ok(())
}
