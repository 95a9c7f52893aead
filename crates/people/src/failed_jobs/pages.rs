//! Failed work on the pages of administration.

use super::{actions, model::FailedJob};
use jobs::JobId;
use web::prelude::*;

/// The routes of failed jobs.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/jobs", get(index))
        .route("/administration/jobs/retry", post(retry_all))
        .route("/administration/jobs/{id}/retry", post(retry))
        .route("/administration/jobs/{id}/removal", post(remove))
}

#[derive(Template)]
#[template(path = "failed_jobs/index.html")]
struct IndexPage {
    page: Page,
    jobs: Vec<FailedJob>,
    /// How many there are beyond those shown.
    more: i64,
    waiting: i64,
}

impl IndexPage {
    /// What the job would do, in words where somebody has written them.
    fn words(&self, kind: &str) -> String {
        let key = format!("job-kind-{}", kind.replace('_', "-"));
        self.page.language.plain(&key).map_or_else(|| kind.replace('_', " "), str::to_owned)
    }
}

async fn index(visit: Visit) -> Result<Response> {
    let queue = actions::list(&visit.app, &visit.actor).await?;
    let shown = i64::try_from(queue.failed.len()).unwrap_or(queue.dead);
    let (page, more) = (visit.page_t("jobs-title"), queue.dead - shown);
    html(&IndexPage { page, jobs: queue.failed, more, waiting: queue.waiting })
}

/// Somebody else may have decided already: then the list says so by itself.
fn back(done: base::Result<()>, said: &str) -> Result<Response> {
    match done {
        Ok(()) => go(format!("/administration/jobs?said={said}")),
        Err(Error::NotFound) => go("/administration/jobs?said=job-gone"),
        Err(error) => Err(error.into()),
    }
}

async fn retry(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    back(actions::retry(&visit.app, &visit.actor, JobId(id)).await, "job-retried")
}

async fn retry_all(visit: Visit) -> Result<Response> {
    let done = actions::retry_all(&visit.app, &visit.actor).await;
    back(done.map(drop), "jobs-retried")
}

async fn remove(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    back(actions::remove(&visit.app, &visit.actor, JobId(id)).await, "job-removed")
}
