//! Years, as JSON. What comes is told with the profile.

use super::{
    actions::{self, NewPeriod},
    model::Coming,
};
use crate::directory::Owner;
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
};
use base::{App, DepartmentId, Error, TeamId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(add_department_period))
        .routes(routes!(change_department_period, remove_department_period))
        .routes(routes!(add_team_period))
        .routes(routes!(change_team_period, remove_team_period))
}

/// A time of the year, as it is on or comes next.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PeriodJson {
    /// None: it is an occasion.
    id: Option<i64>,
    name: String,
    /// What it means for the other side.
    means: String,
    #[schema(value_type = String, format = Date)]
    starts_on: String,
    #[schema(value_type = String, format = Date)]
    ends_on: String,
    is_yearly: bool,
}

impl From<Coming> for PeriodJson {
    fn from(it: Coming) -> Self {
        PeriodJson {
            id: it.id,
            name: it.name,
            means: it.means,
            starts_on: it.from.to_string(),
            ends_on: it.until.to_string(),
            is_yearly: it.is_yearly,
        }
    }
}

/// A time of the year.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewPeriodJson {
    name: String,
    means: String,
    #[schema(value_type = String, format = Date)]
    starts_on: String,
    /// Left out: the same day.
    #[schema(value_type = String, format = Date)]
    ends_on: String,
    is_yearly: bool,
}

impl From<NewPeriodJson> for NewPeriod {
    fn from(it: NewPeriodJson) -> Self {
        NewPeriod {
            name: it.name,
            means: it.means,
            starts_on: it.starts_on,
            ends_on: it.ends_on,
            is_yearly: it.is_yearly,
        }
    }
}

/// Its number.
#[derive(Serialize, utoipa::ToSchema)]
struct MadePeriodJson {
    id: i64,
}

fn department(id: i64) -> Owner {
    Owner::Department(DepartmentId(id))
}

fn team(id: i64) -> Owner {
    Owner::Team(TeamId(id))
}

async fn made(
    visit: &ApiVisit,
    owner: Owner,
    new: NewPeriodJson,
) -> Result<(StatusCode, Json<MadePeriodJson>)> {
    let id = actions::add(&visit.app, &visit.actor, owner, new.into()).await?;
    Ok((StatusCode::CREATED, Json(MadePeriodJson { id })))
}

async fn changed(
    visit: &ApiVisit,
    owner: Owner,
    (id, headers): (i64, &HeaderMap),
    new: NewPeriodJson,
) -> Result<StatusCode> {
    let actor = visit.actor.clone();
    let all = visit.app.read(move |tx| actions::list(tx, &actor, owner)).await?;
    let now = all.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    let key = (id, if_match(headers, now.version));
    actions::change(&visit.app, &visit.actor, owner, key, new.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Adds a time to a department's year.
#[utoipa::path(post, path = "/departments/{id}/year", operation_id = "add_department_period",
    params(("id" = i64, Path)), request_body = NewPeriodJson,
    responses((status = 201, body = MadePeriodJson), (status = 422, body = web::ProblemJson)))]
async fn add_department_period(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewPeriodJson>,
) -> Result<(StatusCode, Json<MadePeriodJson>)> {
    made(&visit, department(id), new).await
}

/// Writes it anew.
#[utoipa::path(put, path = "/departments/{id}/year/{period}",
    operation_id = "change_department_period",
    params(("id" = i64, Path), ("period" = i64, Path)), request_body = NewPeriodJson,
    responses((status = 204), (status = 409, body = web::ProblemJson)))]
async fn change_department_period(
    visit: ApiVisit,
    Path((id, period)): Path<(i64, i64)>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewPeriodJson>,
) -> Result<StatusCode> {
    changed(&visit, department(id), (period, &headers), new).await
}

/// Takes it out of the year.
#[utoipa::path(delete, path = "/departments/{id}/year/{period}",
    operation_id = "remove_department_period",
    params(("id" = i64, Path), ("period" = i64, Path)),
    responses((status = 204), (status = 404, body = web::ProblemJson)))]
async fn remove_department_period(
    visit: ApiVisit,
    Path((id, period)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor, department(id), period).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Adds a time to a team's year.
#[utoipa::path(post, path = "/teams/{id}/year", operation_id = "add_team_period",
    params(("id" = i64, Path)), request_body = NewPeriodJson,
    responses((status = 201, body = MadePeriodJson), (status = 422, body = web::ProblemJson)))]
async fn add_team_period(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewPeriodJson>,
) -> Result<(StatusCode, Json<MadePeriodJson>)> {
    made(&visit, team(id), new).await
}

/// Writes it anew.
#[utoipa::path(put, path = "/teams/{id}/year/{period}", operation_id = "change_team_period",
    params(("id" = i64, Path), ("period" = i64, Path)), request_body = NewPeriodJson,
    responses((status = 204), (status = 409, body = web::ProblemJson)))]
async fn change_team_period(
    visit: ApiVisit,
    Path((id, period)): Path<(i64, i64)>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewPeriodJson>,
) -> Result<StatusCode> {
    changed(&visit, team(id), (period, &headers), new).await
}

/// Takes it out of the year.
#[utoipa::path(delete, path = "/teams/{id}/year/{period}", operation_id = "remove_team_period",
    params(("id" = i64, Path), ("period" = i64, Path)),
    responses((status = 204), (status = 404, body = web::ProblemJson)))]
async fn remove_team_period(
    visit: ApiVisit,
    Path((id, period)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor, team(id), period).await?;
    Ok(StatusCode::NO_CONTENT)
}
