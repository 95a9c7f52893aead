//! What somebody, and a side, did, as JSON.

use super::{
    actions::{self, Sums},
    model::Period,
};
use axum::{Json, extract::Path};
use base::{App, DepartmentId, Error, PersonId};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_person_contributions))
        .routes(routes!(get_department_contributions))
}

/// How much of one kind of work.
#[derive(Serialize, utoipa::ToSchema)]
struct WorkJson {
    /// desk_fixes, reported, worked, resolved, understood, answers, checks, terms, assists, ideas,
    /// tours, reviews, actions
    work: &'static str,
    count: i64,
}

fn json(sums: Sums) -> Vec<WorkJson> {
    sums.into_iter().map(|(work, count)| WorkJson { work: work.as_str(), count }).collect()
}

fn period(visit: &ApiVisit) -> Result<Period> {
    match visit.query.get("period") {
        "" => Ok(Period::Quarter),
        said => Ok(Period::parse(said).ok_or_else(|| Error::invalid("period", "problem-choose"))?),
    }
}

/// What somebody did: for themselves and their manager. The order says nothing.
#[utoipa::path(get, path = "/people/{id}/contributions", operation_id = "get_person_contributions",
    params(("id" = i64, Path),
        ("period" = Option<String>, Query, description = "month, quarter, year")),
    responses((status = 200, body = [WorkJson]), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn get_person_contributions(
    visit: ApiVisit,
    Path(id): Path<i64>,
) -> Result<Json<Vec<WorkJson>>> {
    let period = period(&visit)?;
    let it = actions::of_person(&visit.app, &visit.actor, PersonId(id), period).await?;
    Ok(Json(json(it.sums)))
}

/// What a side did together. Nothing where fewer than five people work there.
#[utoipa::path(get, path = "/departments/{id}/contributions",
    operation_id = "get_department_contributions",
    params(("id" = i64, Path),
        ("period" = Option<String>, Query, description = "month, quarter, year")),
    responses((status = 200, body = [WorkJson]), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn get_department_contributions(
    visit: ApiVisit,
    Path(id): Path<i64>,
) -> Result<Json<Vec<WorkJson>>> {
    let period = period(&visit)?;
    let it = actions::of_department(&visit.app, &visit.actor, DepartmentId(id), period).await?;
    Ok(Json(json(it.sums.unwrap_or_default())))
}
