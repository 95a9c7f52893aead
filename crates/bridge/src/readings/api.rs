//! Readings as JSON.

use super::actions::{self, NewReading};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::App;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(add_goal_reading)).routes(routes!(remove_goal_reading))
}

/// What was read.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewReadingJson {
    /// 2026-11-30
    on: String,
    /// A number as people write it: 2.5
    value: String,
    #[serde(default)]
    note: String,
}

/// The number of the reading.
#[derive(Serialize, utoipa::ToSchema)]
struct ReadJson {
    id: i64,
}

/// Writes down what was read of a goal that is measured by hand.
#[utoipa::path(post, path = "/goals/{id}/readings", operation_id = "add_goal_reading",
    params(("id" = i64, Path)), request_body = NewReadingJson,
    responses((status = 201, body = ReadJson), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn add_goal_reading(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewReadingJson>,
) -> Result<Response> {
    let new = NewReading { on: new.on, value: new.value, note: new.note };
    let id = actions::measure(&visit.app, &visit.actor, id, new).await?;
    Ok((StatusCode::CREATED, Json(ReadJson { id })).into_response())
}

/// Takes back a reading that was wrong.
#[utoipa::path(delete, path = "/goals/{id}/readings/{reading}",
    operation_id = "remove_goal_reading",
    params(("id" = i64, Path), ("reading" = i64, Path)),
    responses((status = 204), (status = 404, body = ProblemJson)))]
async fn remove_goal_reading(
    visit: ApiVisit,
    Path((id, reading)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::unmeasure(&visit.app, &visit.actor, id, reading).await?;
    Ok(StatusCode::NO_CONTENT)
}
