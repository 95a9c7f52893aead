//! The handle: threads that own the connections, and work sent to them.

use crate::{Engine, Error, Result, Tx, sql, sqlite, tx::Connection};
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{Arc, Mutex},
    thread::JoinHandle,
    time::Duration,
};
use tokio::sync::oneshot;

/// How hard SQLite presses a commit onto the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sync {
    /// What was committed survives power failure.
    Full,
    /// For tests and throwaway loads only.
    Off,
}

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite:FILE` or `postgres://...`.
    pub url: String,
    /// Connections for reading (and, on PostgreSQL, as many for writing).
    pub connections: usize,
    /// SQLite only.
    pub sync: Sync,
    /// How many pieces of work may wait in each queue before callers are told [`Error::Busy`].
    pub queue: usize,
    /// How long a piece of work waits while another program locks what it needs. Shorter than a
    /// health check or a person waits, far longer than our own commands hold a lock.
    pub patience: Duration,
}

/// Said of work whose transaction SQLite ended by itself.
const LOST: &str = "the disk is full, or it cannot be written to";

impl Settings {
    /// The usual settings for this database.
    pub fn new(url: impl Into<String>) -> Self {
        let patience = Duration::from_secs(3);
        Settings { url: url.into(), connections: 4, sync: Sync::Full, queue: 1024, patience }
    }

    fn connect(&self, is_writer: bool) -> Result<Connection> {
        match self.sqlite_file() {
            Some(path) => sqlite::open(&path, self, is_writer),
            None => crate::postgres::connect(&self.url, self.patience),
        }
    }

    /// Runs a body that only reads, on a connection of its own, and sees one moment throughout, no
    /// matter what is written meanwhile. Blocks.
    pub fn snapshot<T, E: From<Error>>(
        &self,
        body: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tx = Tx::new(self.connect(false)?);
        tx.batch(match tx.engine() {
            Engine::Sqlite => "begin",
            Engine::Postgres => "begin isolation level repeatable read read only",
        })?;
        body(&mut tx)
    }

    /// The database file, where the engine is SQLite.
    pub fn sqlite_file(&self) -> Option<PathBuf> {
        self.url.strip_prefix("sqlite:").map(PathBuf::from)
    }
}

/// Work that answers in two steps: run in the batch, then told whether the commit held.
type Write = Box<dyn FnOnce(Result<&mut Tx>) -> (bool, Answer) + Send>;
type Answer = Box<dyn FnOnce(Option<Error>) + Send>;
type Read = Box<dyn FnOnce(&mut Tx) + Send>;

enum Task<T> {
    Work(T),
    Stop,
}

/// The database. Cheap to clone; all clones share the same threads.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    reads: Sender<Task<Read>>,
    writes: Sender<Task<Write>>,
    readers: usize,
    writers: usize,
    threads: Mutex<Vec<JoinHandle<()>>>,
    settings: Settings,
}

impl Db {
    /// Connects and starts the threads. Does not migrate.
    pub fn open(settings: Settings) -> Result<Db> {
        let (reads, read_queue) = bounded(settings.queue);
        let (writes, write_queue) = bounded(settings.queue);
        let is_sqlite = settings.sqlite_file().is_some();
        let (readers, writers) =
            (settings.connections, if is_sqlite { 1 } else { settings.connections });
        let mut threads = Vec::new();
        // the writer first: it creates the file
        for number in 0..writers {
            let worker = Writer {
                tx: Tx::new(settings.connect(true)?),
                settings: settings.clone(),
                batch: if is_sqlite { BATCH } else { 1 },
            };
            let queue = write_queue.clone();
            threads.push(spawn(format!("write-{number}"), move || worker.work(&queue))?);
        }
        for number in 0..readers {
            let mut tx = Tx::new(settings.connect(false)?);
            if !is_sqlite {
                let settings = settings.clone();
                tx.again = Some(Box::new(move || settings.connect(false)));
            }
            let (queue, settings) = (read_queue.clone(), settings.clone());
            threads.push(spawn(format!("read-{number}"), move || read_all(tx, &queue, &settings))?);
        }
        let threads = Mutex::new(threads);
        Ok(Db(Arc::new(Inner { reads, writes, readers, writers, threads, settings })))
    }

    /// How this database is reached.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Runs a body that only reads. On SQLite all of it sees one moment; on PostgreSQL each
    /// statement sees what was committed before it.
    pub async fn read<T, E>(
        &self,
        body: impl FnOnce(&mut Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, wait) = oneshot::channel();
        let work: Read = Box::new(move |tx| {
            let _ = answer.send(body(tx));
        });
        send(&self.0.reads, work)?;
        wait.await.unwrap_or_else(|_| Err(Error::Panicked.into()))
    }

    /// Runs a body in a transaction. It answers after the commit is durable; an error rolls back
    /// everything the body did.
    pub async fn write<T, E>(
        &self,
        body: impl FnOnce(&mut Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, wait) = oneshot::channel();
        let work: Write = Box::new(move |tx| {
            let result = tx.map_err(E::from).and_then(body);
            let keep = result.is_ok();
            let tell = Box::new(move |failure: Option<Error>| {
                let _ = answer.send(match failure {
                    Some(error) if keep => Err(error.into()),
                    _ => result,
                });
            });
            (keep, tell)
        });
        send(&self.0.writes, work)?;
        wait.await.unwrap_or_else(|_| Err(Error::Panicked.into()))
    }

    /// Lets the work under way finish and closes every connection; SQLite then folds its
    /// write-ahead log back into the file. Blocks.
    pub fn close(&self) {
        (0..self.0.readers).for_each(|_| drop(self.0.reads.send(Task::Stop)));
        (0..self.0.writers).for_each(|_| drop(self.0.writes.send(Task::Stop)));
        if let Ok(mut threads) = self.0.threads.lock() {
            threads.drain(..).for_each(|thread| drop(thread.join()));
        }
    }
}

fn send<T>(queue: &Sender<Task<T>>, work: T) -> Result<()> {
    queue.try_send(Task::Work(work)).map_err(|refused| match refused {
        TrySendError::Full(_) => Error::Busy,
        TrySendError::Disconnected(_) => Error::Unavailable("the database is closed".into()),
    })
}

fn spawn(name: String, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    std::thread::Builder::new()
        .name(name)
        .stack_size(1 << 20)
        .spawn(body)
        .map_err(|e| Error::Unavailable(e.to_string()))
}

fn read_all(mut tx: Tx, queue: &Receiver<Task<Read>>, settings: &Settings) {
    for task in queue {
        let Task::Work(work) = task else { return };
        reconnect(&mut tx, settings, false);
        // one transaction takes SQLite's locks once, and not once for each statement; a round trip
        // to PostgreSQL would cost more than it saves
        let is_sqlite = tx.engine() == Engine::Sqlite;
        if is_sqlite && let Err(error) = tx.run(sql!("begin"), &[]) {
            tracing::warn!(%error, "cannot begin to read");
        }
        // the waiting side learns of a panic from the dropped sender
        let _ = catch_unwind(AssertUnwindSafe(|| work(&mut tx)));
        if is_sqlite && let Err(error) = tx.run(sql!("commit"), &[]) {
            tracing::warn!(%error, "cannot end reading");
        }
    }
}

/// A PostgreSQL connection that was cut is replaced before the next piece of work.
fn reconnect(tx: &mut Tx, settings: &Settings, is_writer: bool) {
    if is_cut(tx) {
        match settings.connect(is_writer) {
            Ok(connection) => tx.connection = connection,
            Err(error) => tracing::warn!(%error, "cannot reach the database"),
        }
    }
}

fn is_cut(tx: &Tx) -> bool {
    matches!(&tx.connection, Connection::Postgres { client, .. } if client.is_closed())
}

/// Tells whoever waits for this work that it was not done.
fn refuse(work: Write, error: &Error) {
    let said = match error {
        Error::Unavailable(said) => said.clone(),
        other => other.to_string(),
    };
    let (_, answer) = work(Err(Error::Unavailable(said)));
    answer(None);
}

/// How many pieces of work may share one commit.
const BATCH: usize = 256;

struct Writer {
    tx: Tx,
    settings: Settings,
    batch: usize,
}

impl Writer {
    /// Takes what is waiting, gives each piece a savepoint, commits once, then answers. While one
    /// batch syncs to the disk the next one gathers.
    fn work(mut self, queue: &Receiver<Task<Write>>) {
        while let Ok(Task::Work(first)) = queue.recv() {
            reconnect(&mut self.tx, &self.settings, true);
            let mut stop = false;
            let mut next = Some(first);
            let mut answers: Vec<Answer> = Vec::new();
            if let Err(error) = self.begin_anyhow() {
                tracing::error!(%error, "cannot begin a transaction");
                next.take().into_iter().for_each(|work| refuse(work, &error));
                // SQLite has one writer: who queued up meanwhile has waited as long, and must not
                // wait once more each
                while self.is_grouping() && !stop {
                    match queue.try_recv() {
                        Ok(Task::Work(work)) => refuse(work, &error),
                        Ok(Task::Stop) => stop = true,
                        Err(_) => break,
                    }
                }
                if stop {
                    return;
                }
                continue;
            }
            while let Some(work) = next.take() {
                answers.extend(self.one(work));
                if answers.len() < self.batch && !self.has_lost_transaction() {
                    match queue.try_recv() {
                        Ok(Task::Work(work)) => next = Some(work),
                        Ok(Task::Stop) => stop = true,
                        Err(_) => {}
                    }
                }
            }
            self.commit(answers);
            if stop {
                return;
            }
        }
    }

    fn is_grouping(&self) -> bool {
        self.batch > 1
    }

    /// On some errors (a full disk) SQLite ends the whole transaction by itself; then nothing more
    /// may run in this batch, and its commit fails for everybody in it.
    fn has_lost_transaction(&self) -> bool {
        matches!(&self.tx.connection, Connection::Sqlite(c) if c.is_autocommit())
    }

    /// A cut connection is often only noticed by the first word sent on it; nothing was done on it
    /// yet, so another one may begin instead.
    fn begin_anyhow(&mut self) -> Result<()> {
        self.begin().or_else(|error| {
            if !is_cut(&self.tx) {
                return Err(error);
            }
            reconnect(&mut self.tx, &self.settings, true);
            self.begin()
        })
    }

    fn begin(&mut self) -> Result<()> {
        self.tx.before_commit.clear();
        self.tx.after_commit.clear();
        let begin = if self.is_grouping() { sql!("begin immediate") } else { sql!("begin") };
        self.tx.run(begin, &[]).map(drop)
    }

    /// Runs one piece of work; what it did is undone unless it succeeded.
    fn one(&mut self, work: Write) -> Option<Answer> {
        let (before, after) = (self.tx.before_commit.len(), self.tx.after_commit.len());
        if self.is_grouping()
            && let Err(error) = self.tx.run(sql!("savepoint work"), &[])
        {
            refuse(work, &error);
            return None;
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| work(Ok(&mut self.tx))));
        let keep = matches!(outcome, Ok((true, _)));
        if !keep {
            self.tx.before_commit.truncate(before);
            self.tx.after_commit.truncate(after);
        }
        let settle = match (self.is_grouping(), keep) {
            (true, true) => "release work",
            (true, false) => "rollback to work; release work",
            (false, true) => "select 1",
            (false, false) => "rollback; begin",
        };
        let settled = self.tx.batch(settle);
        let (_, answer) = outcome.ok()?;
        match settled {
            Ok(()) => Some(answer),
            Err(error) => {
                let is_lost = self.has_lost_transaction();
                answer(Some(if is_lost { Error::Unavailable(LOST.into()) } else { error }));
                None
            }
        }
    }

    /// What was left for the end, then the commit itself.
    fn end(&mut self) -> Result<()> {
        for last in std::mem::take(&mut self.tx.before_commit) {
            catch_unwind(AssertUnwindSafe(|| last(&mut self.tx)))
                .unwrap_or(Err(Error::Panicked))?;
        }
        self.tx.run(sql!("commit"), &[]).map(drop)
    }

    fn commit(&mut self, answers: Vec<Answer>) {
        let is_lost = self.has_lost_transaction();
        match self.end() {
            Ok(()) => {
                answers.into_iter().for_each(|answer| answer(None));
                self.tx.after_commit.drain(..).for_each(|then| then());
            }
            Err(error) => {
                tracing::error!(%error, "commit refused");
                let said = match error {
                    _ if is_lost || self.has_lost_transaction() => LOST.to_owned(),
                    Error::Unavailable(said) => said,
                    other => other.to_string(),
                };
                for answer in answers {
                    answer(Some(Error::Unavailable(said.clone())));
                }
                self.tx.after_commit.clear();
                let _ = self.tx.batch("rollback");
            }
        }
    }
}
