//! The rules for programs.

use super::{actions, model::Rules};
use axum::Json;
use base::App;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_scan_rules, change_scan_rules))
}

/// Which reports by code wait for somebody to look.
#[utoipa::path(get, path = "/scan-rules", operation_id = "get_scan_rules",
    responses((status = 200, body = Rules), (status = 403, body = ProblemJson)))]
async fn get_scan_rules(visit: ApiVisit) -> Result<Json<Rules>> {
    Ok(Json(actions::load(&visit.app, &visit.actor).await?))
}

/// Settles the rules. `version` is the one they were read at.
#[utoipa::path(put, path = "/scan-rules", operation_id = "change_scan_rules", request_body = Rules,
    responses((status = 200, body = Rules), (status = 403, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn change_scan_rules(visit: ApiVisit, JsonBody(new): JsonBody<Rules>) -> Result<Json<Rules>> {
    actions::change(&visit.app, &visit.actor, new).await?;
    Ok(Json(actions::load(&visit.app, &visit.actor).await?))
}
