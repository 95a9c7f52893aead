//! Making two departments one, for programs.

use super::actions;
use axum::{extract::Path, http::StatusCode};
use base::{App, DepartmentId};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(merge_department))
}

/// What it becomes part of.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct MergerJson {
    /// A department's id.
    into: i64,
}

/// Makes a department part of another, with everything that is its own. It cannot be undone.
#[utoipa::path(post, path = "/departments/{id}/merger", tag = "directory",
    operation_id = "merge_department", params(("id" = i64, Path)), request_body = MergerJson,
    responses((status = 204), (status = 403, body = ProblemJson),
        (status = 404, body = ProblemJson), (status = 422, body = ProblemJson)))]
async fn merge_department(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<MergerJson>,
) -> Result<StatusCode> {
    let into = Some(DepartmentId(new.into));
    actions::merge(&visit.app, &visit.actor, DepartmentId(id), into).await?;
    Ok(StatusCode::NO_CONTENT)
}
