//! Suggestions as JSON.

use super::actions::{self, Repeat};
use axum::{Json, extract::Path, http::StatusCode};
use base::{App, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_felt_repeats))
        .routes(routes!(open_felt_problem))
        .routes(routes!(decline_felt_repeat))
}

/// Low marks about one service again and again.
#[derive(Serialize, utoipa::ToSchema)]
struct FeltRepeatJson {
    id: i64,
    /// The service's id.
    service: i64,
    service_name: String,
    /// How many low marks there are.
    count: usize,
    /// The numbers of the tickets that the caller may open and whose mark is not kept.
    tickets: Vec<i64>,
    #[schema(value_type = String, format = DateTime)]
    found_at: Time,
    /// problem, review, not; empty: it is open.
    ending: String,
    /// Why not.
    reason: String,
    /// The number of the problem record.
    problem: Option<i64>,
    /// The id of the review.
    review: Option<i64>,
    settled_by: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    settled_at: Option<Time>,
}

impl From<Repeat> for FeltRepeatJson {
    fn from(it: Repeat) -> Self {
        FeltRepeatJson {
            id: it.row.id,
            service: it.row.service_id.0,
            service_name: it.row.service,
            count: it.count,
            tickets: it.tickets.iter().map(|id| id.0).collect(),
            found_at: it.row.found_at,
            ending: it.row.ending,
            reason: it.row.reason,
            problem: it.row.problem_id.map(|id| id.0),
            review: it.row.review_id,
            settled_by: it.row.settled_by,
            settled_at: it.row.settled_at,
        }
    }
}

/// Where low marks come again: what is open, and what became of those of the last three months.
#[utoipa::path(get, path = "/felt/repeats", operation_id = "list_felt_repeats",
    responses((status = 200, body = Vec<FeltRepeatJson>), (status = 403, body = ProblemJson)))]
async fn list_felt_repeats(visit: ApiVisit) -> Result<Json<Vec<FeltRepeatJson>>> {
    let found = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(found.into_iter().map(FeltRepeatJson::from).collect()))
}

async fn one(visit: &ApiVisit, id: i64) -> Result<Json<FeltRepeatJson>> {
    Ok(Json(actions::get(&visit.app, &visit.actor, id).await?.into()))
}

/// Opens a problem record with its tickets linked.
#[utoipa::path(post, path = "/felt/repeats/{id}/problem", operation_id = "open_felt_problem",
    params(("id" = i64, Path)),
    responses((status = 201, body = FeltRepeatJson), (status = 409, body = ProblemJson)))]
async fn open_felt_problem(
    visit: ApiVisit,
    Path(id): Path<i64>,
) -> Result<(StatusCode, Json<FeltRepeatJson>)> {
    actions::open_problem(&visit.app, &visit.actor, id).await?;
    Ok((StatusCode::CREATED, one(&visit, id).await?))
}

/// Why nothing comes of it.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FeltRefusalJson {
    reason: String,
}

/// Says why nothing comes of it; the reason is kept.
#[utoipa::path(post, path = "/felt/repeats/{id}/refusal", operation_id = "decline_felt_repeat",
    params(("id" = i64, Path)), request_body = FeltRefusalJson,
    responses((status = 200, body = FeltRepeatJson), (status = 409, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn decline_felt_repeat(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<FeltRefusalJson>,
) -> Result<Json<FeltRepeatJson>> {
    actions::decline(&visit.app, &visit.actor, id, &new.reason).await?;
    one(&visit, id).await
}
