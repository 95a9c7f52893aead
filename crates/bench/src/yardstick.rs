//! The least that could show the same rows: axum, rusqlite and a String. No accounts, no rights,
//! no templates, no log. Writes share commits, as the product's do.

use crate::store;
use axum::{
    Router,
    extract::{Path as Segment, RawQuery},
    response::Html,
    routing::{get, post},
};
use crossbeam_channel::{Sender, bounded};
use rusqlite::Connection;
use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    sync::OnceLock,
};
use tokio::{net::TcpListener, sync::oneshot};

type Failure = Box<dyn std::error::Error + Send + Sync>;

static FILE: OnceLock<PathBuf> = OnceLock::new();
thread_local! {
    static READER: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

type Write = (String, oneshot::Sender<i64>);

/// Serves until the process is ended; the first line on stdout says where.
pub async fn serve(file: &Path) -> Result<(), Failure> {
    let writer = store::open(file)?;
    let _ = FILE.set(file.to_owned());
    let (writes, queue) = bounded::<Write>(1024);
    std::thread::spawn(move || write_all(&writer, &queue));
    let site = Router::new()
        .route("/queue", get(|| async { page(store::queue) }))
        .route("/tickets/{id}", get(ticket))
        .route("/search", get(search))
        .route("/list", get(|| async { page(store::list) }))
        .route("/report/known", post(known))
        .route("/report", post(move |body: String| report(writes, body)));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, site).await?;
    Ok(())
}

/// Reads on a connection of the thread's own and gives the text.
fn page(
    fill: impl FnOnce(&Connection, &mut String) -> rusqlite::Result<()>,
) -> Result<Html<String>, String> {
    READER.with_borrow_mut(|reader| {
        if reader.is_none() {
            let file = FILE.get().ok_or("no database")?;
            *reader = Some(store::open(file).map_err(|e| e.to_string())?);
        }
        let mut out = String::with_capacity(16 << 10);
        let connection = reader.as_ref().ok_or("no connection")?;
        fill(connection, &mut out).map_err(|e| e.to_string())?;
        Ok(Html(out))
    })
}

async fn ticket(Segment(id): Segment<i64>) -> Result<Html<String>, String> {
    page(|db, out| store::ticket(db, id, out))
}

async fn search(RawQuery(query): RawQuery) -> Result<Html<String>, String> {
    let query = query.unwrap_or_default();
    let words = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "q");
    let words = words.map(|(_, value)| value.into_owned()).unwrap_or_default();
    page(|db, out| store::search(db, &words, out))
}

async fn known(body: String) -> Result<Html<String>, String> {
    let words = form_urlencoded::parse(body.as_bytes()).find(|(name, _)| name == "words");
    let words = words.map(|(_, value)| value.into_owned()).unwrap_or_default();
    page(|db, out| store::known(db, &words, out))
}

async fn report(writes: Sender<Write>, body: String) -> Result<String, String> {
    let words = form_urlencoded::parse(body.as_bytes()).find(|(name, _)| name == "words");
    let words = words.map(|(_, value)| value.into_owned()).unwrap_or_default();
    let (answer, wait) = oneshot::channel();
    writes.try_send((words, answer)).map_err(|e| e.to_string())?;
    wait.await.map(|id| id.to_string()).map_err(|e| e.to_string())
}

/// Takes what is waiting, commits once, answers.
fn write_all(db: &Connection, queue: &crossbeam_channel::Receiver<Write>) {
    while let Ok(first) = queue.recv() {
        let mut done = Vec::new();
        let written = db.execute_batch("begin immediate").and_then(|()| {
            let mut next = Some(first);
            while let Some((words, answer)) = next.take() {
                done.push((store::insert(db, &words)?, answer));
                if done.len() < 256 {
                    next = queue.try_recv().ok();
                }
            }
            db.execute_batch("commit")
        });
        match written {
            Ok(()) => done.into_iter().for_each(|(id, answer)| {
                let _ = answer.send(id);
            }),
            Err(error) => eprintln!("yardstick: {error}"),
        }
    }
}
