//! What is on, as JSON.

use super::{
    actions,
    model::{NewOccasion, Occasion},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
};
use base::{App, DepartmentId, LocationId, Time};
use people::Named;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_occasions, create_occasion))
        .routes(routes!(change_occasion, remove_occasion))
}

/// Something that is on at a place or in a department.
#[derive(Serialize, utoipa::ToSchema)]
pub struct OccasionJson {
    id: i64,
    /// "Exam week".
    name: String,
    /// How it matters.
    matters: String,
    location: Option<Named>,
    department: Option<Named>,
    #[schema(value_type = String, format = DateTime)]
    starts_at: Time,
    #[schema(value_type = String, format = DateTime)]
    ends_at: Time,
    /// Nobody is there then: meetings go round it.
    is_closed: bool,
}

impl From<Occasion> for OccasionJson {
    fn from(it: Occasion) -> Self {
        let named = |(id, name)| Named { id, name };
        OccasionJson {
            id: it.id,
            name: it.title,
            matters: it.matters,
            location: it.location_id.map(|id| id.0).zip(it.location).map(named),
            department: it.department_id.map(|id| id.0).zip(it.department).map(named),
            starts_at: it.starts_at,
            ends_at: it.ends_at,
            is_closed: it.is_closed,
        }
    }
}

/// What is on or to come in the organisation, the next first.
#[utoipa::path(get, path = "/occasions", operation_id = "list_occasions",
    responses((status = 200, body = Vec<OccasionJson>)))]
async fn list_occasions(visit: ApiVisit) -> Result<Json<Vec<OccasionJson>>> {
    let all = actions::list_all(&visit.app, &visit.actor).await?;
    Ok(Json(all.into_iter().map(OccasionJson::from).collect()))
}

/// Something that is on: at a place, in a department, or both.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewOccasionJson {
    name: String,
    matters: String,
    location: Option<i64>,
    department: Option<i64>,
    #[schema(value_type = String, format = DateTime)]
    starts_at: Option<Time>,
    #[schema(value_type = String, format = DateTime)]
    ends_at: Option<Time>,
    is_closed: bool,
}

impl From<NewOccasionJson> for NewOccasion {
    fn from(new: NewOccasionJson) -> Self {
        NewOccasion {
            title: new.name,
            matters: new.matters,
            location: new.location.map(LocationId),
            department: new.department.map(DepartmentId),
            starts_at: new.starts_at,
            ends_at: new.ends_at,
            is_closed: new.is_closed,
        }
    }
}

async fn one(visit: &ApiVisit, id: i64) -> Result<Json<OccasionJson>> {
    Ok(Json(actions::get(&visit.app, &visit.actor, id).await?.into()))
}

/// Notes something that is on. For those who speak for the department, and administrators.
#[utoipa::path(post, path = "/occasions", operation_id = "create_occasion",
    request_body = NewOccasionJson,
    responses((status = 201, body = OccasionJson), (status = 422, body = web::ProblemJson)))]
async fn create_occasion(
    visit: ApiVisit,
    JsonBody(new): JsonBody<NewOccasionJson>,
) -> Result<(StatusCode, Json<OccasionJson>)> {
    let id = actions::create(&visit.app, &visit.actor, new.into()).await?;
    Ok((StatusCode::CREATED, one(&visit, id).await?))
}

/// Writes all of it anew.
#[utoipa::path(put, path = "/occasions/{id}", operation_id = "change_occasion",
    params(("id" = i64, Path)), request_body = NewOccasionJson,
    responses((status = 200, body = OccasionJson), (status = 409, body = web::ProblemJson)))]
async fn change_occasion(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewOccasionJson>,
) -> Result<Json<OccasionJson>> {
    let now = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, now.version);
    actions::update(&visit.app, &visit.actor, (id, version), new.into()).await?;
    one(&visit, id).await
}

/// Takes it away.
#[utoipa::path(delete, path = "/occasions/{id}", operation_id = "remove_occasion",
    params(("id" = i64, Path)),
    responses((status = 204, description = "Gone"), (status = 404, body = web::ProblemJson)))]
async fn remove_occasion(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
