//! Reading, retrying and dropping failed jobs.

use base::{Actor, App, Error, Event, Result, Right};
use jobs::{DeadJob, JobId};

/// The newest hundred.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<DeadJob>> {
    actor.may(Right::ManageJobs)?;
    app.read(|tx| Ok(jobs::list_dead(tx, 100)?)).await
}

/// Runs one again, or drops it.
pub async fn decide(app: &App, actor: &Actor, id: JobId, again: bool) -> Result<()> {
    actor.may(Right::ManageJobs)?;
    app.act(actor, move |act| {
        let found = match again {
            true => jobs::retry(act.tx, act.now, id)?,
            false => jobs::remove(act.tx, id)?,
        };
        if !found {
            return Err(Error::NotFound);
        }
        let kind = if again { "job.retried" } else { "job.dropped" };
        act.record(&Event { kind, subject: format!("job {id}"), ..Event::default() })
    })
    .await
}
