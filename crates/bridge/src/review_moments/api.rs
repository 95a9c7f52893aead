//! Saying something about a moment, for programs.

use super::actions;
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
};
use base::App;
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, if_match};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(mark_review_moment))
}

/// What is said about it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct MarkJson {
    is_aside: bool,
    /// At most 500 characters.
    note: String,
}

/// Says something about a moment of a request, or puts it aside.
#[utoipa::path(put, path = "/reviews/{id}/moments/{event}", operation_id = "mark_review_moment",
    params(("id" = i64, Path), ("event" = i64, Path)), request_body = MarkJson,
    responses((status = 204, description = "Kept"), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson)))]
async fn mark_review_moment(
    visit: ApiVisit,
    Path((id, event)): Path<(i64, i64)>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<MarkJson>,
) -> Result<StatusCode> {
    let now = actions::find(&visit.app, &visit.actor, (id, event)).await?;
    let version = if_match(&headers, now.version);
    let said = (new.is_aside, new.note.as_str());
    actions::mark(&visit.app, &visit.actor, (id, event, version), said).await?;
    Ok(StatusCode::NO_CONTENT)
}
