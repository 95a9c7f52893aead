//! Reports by code that wait, for programs.

use super::actions;
use crate::scans::ReportRow;
use axum::{Json, extract::Path};
use base::{App, Time};
use people::Named;
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The calls.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_scan_reports))
        .routes(routes!(approve_scan_report))
        .routes(routes!(dismiss_scan_report))
}

/// A report by code that waits.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ScanReportJson {
    /// Identifies it in other calls.
    pub id: i64,
    /// What was chosen: `wont_start`, `no_print`, ...
    pub symptom: &'static str,
    /// What was written, without what looked like personal details.
    pub words: String,
    /// What was answered to the questions of the device's service: the question, and the answer.
    pub answers: Vec<(String, String)>,
    /// Whether something was taken out of it.
    pub is_cut: bool,
    /// Which rule made it wait: `all`, `many`, `link`, `long`, `closed`.
    pub reason: Option<&'static str>,
    /// The device.
    pub asset: Option<Named>,
    /// The place.
    pub location: Option<Named>,
    /// When it was sent.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Time,
}

impl From<ReportRow> for ScanReportJson {
    fn from(r: ReportRow) -> Self {
        let named = |(id, name)| Named { id, name };
        ScanReportJson {
            id: r.id,
            symptom: r.symptom.as_str(),
            answers: r.said(),
            words: r.words,
            is_cut: r.is_cut,
            reason: r.reason.map(crate::scan_rules::Reason::as_str),
            asset: r.device_id.map(|id| id.0).zip(r.device).map(named),
            location: r.location_id.map(|id| id.0).zip(r.location).map(named),
            created_at: r.at,
        }
    }
}

/// Reports by code that wait for somebody to look, the oldest first.
#[utoipa::path(get, path = "/scan-reports", operation_id = "list_scan_reports",
    responses((status = 200, body = [ScanReportJson]), (status = 403, body = ProblemJson)))]
async fn list_scan_reports(visit: ApiVisit) -> Result<Json<Vec<ScanReportJson>>> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(all.waiting.into_iter().map(ScanReportJson::from).collect()))
}

/// The ticket a report became part of.
#[derive(Serialize, utoipa::ToSchema)]
struct SettledJson {
    /// Its number.
    ticket: i64,
}

/// Lets a report through: it opens a ticket, or is counted on the one that is open.
#[utoipa::path(post, path = "/scan-reports/{id}/approval", operation_id = "approve_scan_report",
    params(("id" = i64, Path)),
    responses((status = 200, body = SettledJson), (status = 404, body = ProblemJson)))]
async fn approve_scan_report(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<SettledJson>> {
    let ticket = actions::approve(&visit.app, &visit.actor, id).await?;
    Ok(Json(SettledJson { ticket: ticket.0 }))
}

/// Drops a report; for a month it can still be let through.
#[utoipa::path(post, path = "/scan-reports/{id}/dismissal", operation_id = "dismiss_scan_report",
    params(("id" = i64, Path)),
    responses((status = 204), (status = 404, body = ProblemJson), (status = 409, body = ProblemJson)))]
async fn dismiss_scan_report(
    visit: ApiVisit,
    Path(id): Path<i64>,
) -> Result<axum::http::StatusCode> {
    actions::dismiss(&visit.app, &visit.actor, id).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}
