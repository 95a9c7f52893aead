//! What is usual, as JSON.

use super::{actions, model::Middle};
use axum::Json;
use base::{App, DepartmentId, Error};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(usual_between))
}

/// A middle.
#[derive(Serialize, utoipa::ToSchema)]
struct MiddleJson {
    /// Of open hours: half took less.
    minutes: i64,
    /// How many it rests on.
    count: usize,
}

/// What requests of a priority took.
#[derive(Serialize, utoipa::ToSchema)]
struct UsualJson {
    /// 1 to 4
    priority: i64,
    /// Until the first answer; none: too few.
    first_response: Option<MiddleJson>,
    /// Until it was put right.
    resolution: Option<MiddleJson>,
}

/// What requests of a department to a provider took in the last year. It is no promise.
#[utoipa::path(get, path = "/agreements/usual", operation_id = "usual_between",
    params(("provider" = i64, Query), ("customer" = i64, Query)),
    responses((status = 200, body = [UsualJson]), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn usual_between(visit: ApiVisit) -> Result<Json<Vec<UsualJson>>> {
    let id = |name: &str| {
        let found = visit.query.number(name).map(DepartmentId);
        found.ok_or_else(|| Error::invalid(name, "problem-choose"))
    };
    let pair = (id("provider")?, id("customer")?);
    let (usual, ..) = actions::load(&visit.app, &visit.actor, pair).await?;
    let middle =
        |one: Option<Middle>| one.map(|one| MiddleJson { minutes: one.minutes, count: one.count });
    let row = |row: super::model::UsualRow| UsualJson {
        priority: row.priority,
        first_response: middle(row.answer),
        resolution: middle(row.works),
    };
    Ok(Json(usual.rows.into_iter().map(row).collect()))
}
