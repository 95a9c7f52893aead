//! Reports by code that wait, on a page.

use super::actions::{self, Waiting};
use crate::scans::ReportRow;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/scan-reports", get(index))
        .route("/scan-reports/{id}/approval", post(approve))
        .route("/scan-reports/{id}/dismissal", post(dismiss))
}

#[derive(Template)]
#[template(path = "scan_reports/index.html")]
struct IndexPage {
    page: Page,
    all: Waiting,
}

impl IndexPage {
    fn on(&self, report: &ReportRow) -> String {
        let parts = [report.device.clone(), report.location.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

async fn index(visit: Visit) -> Result<Response> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    html(&IndexPage { page: visit.page_t("scan-reports-title"), all })
}

async fn approve(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::approve(&visit.app, &visit.actor, id).await?;
    go("/scan-reports?said=scan-approved")
}

async fn dismiss(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::dismiss(&visit.app, &visit.actor, id).await?;
    go("/scan-reports?said=scan-dropped")
}
