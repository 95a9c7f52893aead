//! Reports by code that wait, on a page.

use super::actions::{self, Listed};
use crate::scans::ReportRow;
use axum::{extract::Request, middleware::Next};
use std::sync::Arc;
use web::{Waiting, prelude::*};

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
    all: Listed,
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

/// How many wait for whoever asks for a page, as a link in its bar. Not for programs.
pub async fn count_for_the_bar(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let actor = request.extensions().get::<Arc<Actor>>().cloned();
    if let Some(actor) = actor
        && !request.uri().path().starts_with("/api/")
        && let Ok(count) = actions::count(&app, &actor).await
        && count > 0
    {
        let (href, key) = ("/scan-reports", "nav-scan-reports");
        request.extensions_mut().insert(vec![Waiting { href, key, count }]);
    }
    next.run(request).await
}
