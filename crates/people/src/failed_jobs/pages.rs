//! The page of failed jobs.

use super::{actions, model::about};
use jobs::{DeadJob, JobId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/jobs", get(index))
        .route("/administration/jobs/{id}/retry", post(retry))
        .route("/administration/jobs/{id}/removal", post(remove))
}

#[derive(Template)]
#[template(path = "failed_jobs/index.html")]
struct Index {
    page: Page,
    jobs: Vec<(DeadJob, String)>,
}

async fn index(visit: Visit) -> Result<Response> {
    let jobs = actions::list(&visit.app, &visit.actor).await?;
    let jobs = jobs.into_iter().map(|job| (job.clone(), about(&job))).collect();
    html(&Index { page: visit.page_t("jobs-title"), jobs })
}

async fn retry(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::decide(&visit.app, &visit.actor, JobId(id), true).await?;
    go("/administration/jobs?said=job-retried")
}

async fn remove(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::decide(&visit.app, &visit.actor, JobId(id), false).await?;
    go("/administration/jobs?said=job-dropped")
}
