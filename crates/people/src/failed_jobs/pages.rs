//! Failed jobs on the pages of administration.

use super::{actions, model::Queue};
use jobs::JobId;
use web::prelude::*;

/// The routes of failed jobs.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/jobs", get(index))
        .route("/administration/jobs/{id}/retry", post(retry))
        .route("/administration/jobs/{id}/removal", post(remove))
}

#[derive(Template)]
#[template(path = "failed_jobs/index.html")]
struct IndexPage {
    page: Page,
    queue: Queue,
}

async fn index(visit: Visit) -> Result<Response> {
    let queue = actions::list(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("jobs-title"), queue })
}

/// Somebody else may have decided already; then there is nothing left to do.
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

async fn remove(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    back(actions::remove(&visit.app, &visit.actor, JobId(id)).await, "job-dropped")
}
