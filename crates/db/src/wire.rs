//! Words between the processes that share a database: LISTEN and NOTIFY on PostgreSQL. One process
//! alone, as with SQLite, has nobody to talk to.

use crate::{Error, Result, Settings};
use std::{future::poll_fn, time::Duration};
use tokio_postgres::{AsyncMessage, Client, NoTls, config::SslMode};

/// The channel of every Footbridge on this database.
const CHANNEL: &str = "footbridge";
/// How much one notification may carry, in bytes; PostgreSQL takes 8000.
const LONGEST: usize = 7000;
/// How long to wait before coming back, in seconds.
const PAUSE: u64 = 2;

/// Whether other processes may be on the same database, and can be talked to.
pub fn is_needed(settings: &Settings) -> bool {
    settings.sqlite_file().is_none()
}

/// Carries words until it is dropped: what `spoken` gives to every other process, and what they say
/// to `heard`. Has a connection of its own, and comes back by itself after it was cut; `heard` is
/// then told `events`, for what was said meanwhile.
pub async fn carry<F: Future<Output = Vec<String>> + Send>(
    settings: &Settings,
    spoken: impl Fn() -> F + Send + Sync,
    heard: impl Fn(&str) + Send + Sync + Clone + 'static,
) {
    if !is_needed(settings) {
        // nobody will ever ask for them
        return std::future::pending().await;
    }
    loop {
        if let Err(error) = carry_once(settings, &spoken, heard.clone()).await {
            tracing::warn!(%error, "cannot hear what other servers do; looking for it instead");
        }
        tokio::time::sleep(Duration::from_secs(PAUSE)).await;
    }
}

async fn carry_once<F: Future<Output = Vec<String>> + Send>(
    settings: &Settings,
    spoken: &(impl Fn() -> F + Send + Sync),
    heard: impl Fn(&str) + Send + Sync + Clone + 'static,
) -> Result<()> {
    let (client, cut) = connect(settings, heard.clone()).await?;
    client.batch_execute("listen footbridge").await?;
    heard("events");
    let mut cut = cut;
    loop {
        tokio::select! {
            words = spoken() => {
                for piece in pieces(&words) {
                    client
                        .execute("select pg_notify($1, $2)", &[&CHANNEL, &piece])
                        .await?;
                }
            }
            _ = &mut cut => return Err(Error::Unavailable("the connection was cut".into())),
        }
    }
}

/// Words as notifications: several in one, a line each.
fn pieces(words: &[String]) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in words {
        match pieces.last_mut() {
            Some(last) if last.len() + word.len() < LONGEST => {
                last.push('\n');
                last.push_str(word);
            }
            _ => pieces.push(word.clone()),
        }
    }
    pieces
}

type Task = tokio::task::JoinHandle<()>;

async fn connect(
    settings: &Settings,
    heard: impl Fn(&str) + Send + Sync + 'static,
) -> Result<(Client, Task)> {
    let mut config: tokio_postgres::Config = settings
        .url
        .parse()
        .map_err(|e: tokio_postgres::Error| Error::Unavailable(e.to_string()))?;
    config.application_name("footbridge live").connect_timeout(settings.patience);
    if config.get_ssl_mode() == SslMode::Disable {
        let (client, connection) = config.connect(NoTls).await?;
        return Ok((client, tokio::spawn(listen(connection, heard))));
    }
    let (client, connection) = config.connect(crate::postgres::tls()?).await?;
    Ok((client, tokio::spawn(listen(connection, heard))))
}

async fn listen<S, T>(
    mut connection: tokio_postgres::Connection<S, T>,
    heard: impl Fn(&str) + Send + Sync,
) where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
    T: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    while let Some(Ok(message)) = poll_fn(|cx| connection.poll_message(cx)).await {
        if let AsyncMessage::Notification(said) = message {
            said.payload().lines().for_each(&heard);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_words_are_few_notifications_and_none_is_too_long() {
        let words: Vec<String> = (0..2000).map(|n| format!("writing {n} 3 1 0")).collect();
        let pieces = pieces(&words);
        assert!(pieces.len() < 10 && pieces.iter().all(|piece| piece.len() <= LONGEST));
        assert_eq!(pieces.iter().flat_map(|piece| piece.lines()).count(), words.len());
    }
}
