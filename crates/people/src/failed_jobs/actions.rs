//! Looking after jobs that kept failing.

use super::model::{FailedJob, Queue};
use base::{Actor, App, Error, Event, Result, Right};
use jobs::JobId;

/// How it stands, with the newest failures.
pub async fn list(app: &App, actor: &Actor) -> Result<Queue> {
    actor.may(Right::ManageJobs)?;
    app.read(|tx| {
        Ok(Queue {
            waiting: jobs::count_waiting(tx)?,
            dead: jobs::count_dead(tx)?,
            failed: jobs::list_dead(tx, 200)?.into_iter().map(FailedJob::from).collect(),
        })
    })
    .await
}

/// Tries a job again as if it were new.
pub async fn retry(app: &App, actor: &Actor, id: JobId) -> Result<()> {
    actor.may(Right::ManageJobs)?;
    app.act(actor, move |act| {
        if !jobs::retry(act.tx, act.now, id)? {
            return Err(Error::NotFound);
        }
        let subject = format!("job {id}");
        act.record(&Event { kind: "job.retried", subject, ..Event::default() })
    })
    .await
}

/// Drops a job for good.
pub async fn remove(app: &App, actor: &Actor, id: JobId) -> Result<()> {
    actor.may(Right::ManageJobs)?;
    app.act(actor, move |act| {
        if !jobs::remove(act.tx, id)? {
            return Err(Error::NotFound);
        }
        let subject = format!("job {id}");
        act.record(&Event { kind: "job.dropped", subject, ..Event::default() })
    })
    .await
}
