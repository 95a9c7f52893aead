//! The loop that runs what is due.

use crate::store::{self, Job};
use base::{App, Result};
use std::{collections::HashMap, future::Future, pin::Pin, sync::Arc, time::Duration};
use tokio::sync::watch;

type Run = Pin<Box<dyn Future<Output = Result<()>> + Send>>;
/// Does one kind of job. Gets the application and the payload.
pub type Handler = Arc<dyn Fn(App, String) -> Run + Send + Sync>;

/// How many tries a job gets before it is put aside.
const TRIES: i64 = 8;
/// How long a worker may take for a job before another takes over, in seconds.
const LEASE: i64 = 300;

/// Runs jobs until told to stop.
#[derive(Clone, Default)]
pub struct Worker {
    handlers: HashMap<&'static str, Handler>,
}

impl Worker {
    /// Says who does jobs of a kind.
    #[must_use]
    pub fn on<F>(
        mut self,
        kind: &'static str,
        handler: impl Fn(App, String) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        self.handlers.insert(kind, Arc::new(move |app, payload| Box::pin(handler(app, payload))));
        self
    }

    /// Looks for work every second until `stop` turns true. Finishes the job in hand.
    pub async fn run(self, app: App, mut stop: watch::Receiver<bool>) {
        loop {
            match self.run_some(&app).await {
                Ok(n) if n > 0 => continue,
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "cannot look for jobs"),
            }
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
            }
            if *stop.borrow() {
                return;
            }
        }
    }

    async fn run_some(&self, app: &App) -> Result<usize> {
        let now = app.now();
        // a look costs no write where nothing is due
        if !app.read(move |tx| Ok(store::is_due(tx, now)?)).await? {
            return Ok(0);
        }
        let jobs = app.db.write(move |tx| store::claim(tx, now, 32, LEASE)).await?;
        let count = jobs.len();
        for job in jobs {
            self.one(app, job).await?;
        }
        Ok(count)
    }

    async fn one(&self, app: &App, job: Job) -> Result<()> {
        let outcome = match self.handlers.get(job.kind.as_str()) {
            Some(handler) => handler(app.clone(), job.payload.clone()).await,
            None => Err(base::Error::Internal(format!("nobody does `{}`", job.kind))),
        };
        let (id, now) = (job.id, app.now());
        let word = if outcome.is_ok() { "done" } else { "failed" };
        metrics::counter!("footbridge_jobs_total", "kind" => job.kind.clone(), "outcome" => word)
            .increment(1);
        app.db
            .write(move |tx| match outcome {
                Ok(()) => store::done(tx, id),
                Err(error) => {
                    tracing::warn!(%error, job = id.0, kind = job.kind, "a job failed");
                    let again =
                        (job.attempts < TRIES).then(|| now.plus_seconds(wait(job.attempts)));
                    store::failed(tx, id, &error.to_string(), again)
                }
            })
            .await?;
        Ok(())
    }
}

/// Seconds before the next try: half a minute, doubling, at most three hours.
fn wait(attempts: i64) -> i64 {
    (30 << attempts.clamp(1, 20).saturating_sub(1)).min(3 * 3600)
}

/// Runs everything that is due now, once; for tests and the command line. Gives how many ran.
pub async fn run_due(worker: &Worker, app: &App) -> Result<usize> {
    let mut ran = 0;
    loop {
        match worker.run_some(app).await? {
            0 => return Ok(ran),
            n => ran += n,
        }
    }
}
