//! The verbs of failed jobs.

use super::model::{FailedJob, Queue};
use base::{Act, Actor, App, Error, Event, Result, Right};
use jobs::JobId;

/// How many are handled at a time.
const MOST: i64 = 200;

/// How the queue stands: the newest failed jobs, at most 200, and how many there are of which.
pub async fn list(app: &App, actor: &Actor) -> Result<Queue> {
    actor.may(Right::ManageJobs)?;
    app.read(|tx| {
        Ok(Queue {
            failed: jobs::list_dead(tx, MOST)?.into_iter().map(FailedJob::from).collect(),
            dead: jobs::count_dead(tx)?,
            waiting: jobs::count_waiting(tx)?,
        })
    })
    .await
}

fn find(act: &mut Act<'_>, id: JobId) -> Result<FailedJob> {
    let all = jobs::list_dead(act.tx, i64::MAX)?;
    all.into_iter().find(|job| job.id == id).map(FailedJob::from).ok_or(Error::NotFound)
}

fn record(act: &mut Act<'_>, kind: &'static str, job: &FailedJob) -> Result<()> {
    let subject = format!("job {}", job.id);
    let before = format!("{}: {}", job.kind, job.about);
    act.record(&Event { kind, subject, before, ..Event::default() })
}

/// Runs a failed job again.
pub async fn retry(app: &App, actor: &Actor, id: JobId) -> Result<()> {
    actor.may(Right::ManageJobs)?;
    app.act(actor, move |act| {
        let job = find(act, id)?;
        if !jobs::retry(act.tx, act.now, id)? {
            return Err(Error::NotFound);
        }
        record(act, "job.retried", &job)
    })
    .await
}

/// Runs the newest failed jobs again, at most 200; gives how many.
pub async fn retry_all(app: &App, actor: &Actor) -> Result<usize> {
    actor.may(Right::ManageJobs)?;
    app.act(actor, |act| {
        let all = jobs::list_dead(act.tx, MOST)?;
        let mut count = 0;
        for job in all.into_iter().map(FailedJob::from) {
            if jobs::retry(act.tx, act.now, job.id)? {
                record(act, "job.retried", &job)?;
                count += 1;
            }
        }
        Ok(count)
    })
    .await
}

/// Drops a failed job for good.
pub async fn remove(app: &App, actor: &Actor, id: JobId) -> Result<()> {
    actor.may(Right::ManageJobs)?;
    app.act(actor, move |act| {
        let job = find(act, id)?;
        if !jobs::remove(act.tx, id)? {
            return Err(Error::NotFound);
        }
        record(act, "job.removed", &job)
    })
    .await
}
