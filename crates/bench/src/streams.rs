//! Open pages that are told of news: what one event costs where many listen, and what a stream
//! keeps.

use crate::{
    Failure,
    load::{self, Call},
    process::Server,
    store,
};
use http::header;
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Notify,
};

/// How many pages are open at once, and how many of them one person has.
const STREAMS: usize = 2000;
const EACH: usize = 10;
/// How many events are measured.
const EVENTS: usize = 40;
/// How long all streams may take to hear of one event.
const PATIENCE: Duration = Duration::from_secs(30);

/// What was heard, by all streams together.
#[derive(Default)]
struct Ears {
    heard: AtomicUsize,
    bell: Notify,
}

impl Ears {
    async fn wait(&self, until: usize) -> Result<(), Failure> {
        let all = async {
            while self.heard.load(Ordering::SeqCst) < until {
                self.bell.notified().await;
            }
        };
        tokio::time::timeout(PATIENCE, all).await?;
        Ok(())
    }
}

/// Opens a stream of the queue; whatever comes on it is counted.
async fn listen(address: &str, cookie: &str, ears: &Arc<Ears>) -> Result<(), Failure> {
    let mut stream = TcpStream::connect(address).await?;
    let head =
        format!("GET /live?queue=yes HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    let mut seen = Vec::new();
    let mut buffer = [0; 512];
    while !seen.windows(6).any(|some| some == b"retry:") {
        let read = stream.read(&mut buffer).await?;
        if read == 0 || (seen.len() > 16 && !seen.starts_with(b"HTTP/1.1 200")) {
            return Err(String::from_utf8_lossy(&seen).into());
        }
        seen.extend_from_slice(&buffer[..read]);
    }
    let ears = ears.clone();
    tokio::spawn(async move {
        while let Ok(read) = stream.read(&mut buffer).await {
            let some = &buffer[..read];
            if read == 0 {
                return;
            }
            if some.windows(5).any(|word| word == b"event") {
                ears.heard.fetch_add(1, Ordering::SeqCst);
                ears.bell.notify_one();
            }
        }
    });
    Ok(())
}

/// Measures, and prints one line for each number.
pub async fn measure(server: &Server, data: &Path) -> Result<(), Failure> {
    let mut db = store::open(&data.join("footbridge.db"))?;
    let (ticket, cookies) = store::watchers(&mut db, STREAMS / EACH)?;
    db.close().map_err(|(_, error)| error)?;
    let cookies: Vec<_> = cookies.iter().map(|one| format!("__Host-footbridge={one}")).collect();
    let note = |n: usize| Call {
        method: "POST",
        path: format!("/tickets/{ticket}/notes"),
        credential: Some((header::COOKIE, cookies[0].clone())),
        form: format!("body=Looked+at+it+for+the+{n}th+time"),
        expects: 303,
    };
    let write = async |n: usize| -> Result<(), Failure> {
        let seen = load::one(&server.address, &note(n)).await?;
        if seen.status() == 303 { Ok(()) } else { Err(format!("a note: {}", seen.status()).into()) }
    };
    write(0).await?;
    let before = server.cpu()?;
    for n in 0..EVENTS {
        write(n).await?;
    }
    let alone = server.cpu()? - before;
    let ears = Arc::new(Ears::default());
    let memory = server.own_memory()?;
    for cookie in &cookies {
        for _ in 0..EACH {
            listen(&server.address, cookie, &ears).await?;
        }
    }
    let kept = (server.own_memory()? - memory) * 1024.0 / STREAMS as f64;
    let before = server.cpu()?;
    let mut took = Vec::new();
    for n in 0..EVENTS {
        let begun = Instant::now();
        write(EVENTS + n).await?;
        ears.wait((n + 1) * STREAMS).await?;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    let cost = (server.cpu()? - before).saturating_sub(alone).as_secs_f64() * 1e6;
    let each = cost / EVENTS as f64;
    println!("\n{STREAMS} open streams: {kept:.1} KiB each");
    println!(
        "one event to all of them: {each:.0} µs of CPU ({:.2} µs each), all told after {:.0} ms",
        each / STREAMS as f64,
        crate::median(&took),
    );
    Ok(())
}
