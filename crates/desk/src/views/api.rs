//! Saved views as JSON.

use super::{
    actions::{self, NewView},
    model::SavedView,
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, TeamId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Fields, JsonBody, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_views, create_view))
        .routes(routes!(change_view, delete_view))
}

/// Filters with a name.
#[derive(Serialize, utoipa::ToSchema)]
struct ViewJson {
    number: i64,
    name: String,
    /// Where people find it: `/queue/views/ADDRESS`.
    address: String,
    /// The team that shares it; none: the caller's own.
    team: Option<i64>,
    /// As in the queue's address: whose, phase, service, location, priority, assignee, tag, device,
    /// order, group.
    filters: BTreeMap<String, String>,
    version: i64,
}

impl From<SavedView> for ViewJson {
    fn from(view: SavedView) -> Self {
        ViewJson {
            filters: view.filters().pairs().iter().cloned().collect(),
            number: view.id,
            name: view.name,
            address: view.address,
            team: view.team_id.map(|id| id.0),
            version: view.version,
        }
    }
}

/// A view to be saved.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewViewJson {
    name: String,
    team: Option<i64>,
    #[serde(default)]
    filters: BTreeMap<String, String>,
}

impl From<NewViewJson> for NewView {
    fn from(new: NewViewJson) -> Self {
        NewView { name: new.name, team: new.team.map(TeamId), filters: Fields::new(new.filters) }
    }
}

/// The caller's own views and those of their teams, in their order.
#[utoipa::path(get, path = "/views", operation_id = "list_views",
    responses((status = 200, body = Vec<ViewJson>)))]
async fn list_views(visit: ApiVisit) -> Result<Json<Vec<ViewJson>>> {
    let views = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(views.into_iter().map(ViewJson::from).collect()))
}

/// Saves a view.
#[utoipa::path(post, path = "/views", operation_id = "create_view", request_body = NewViewJson,
    responses((status = 201, body = ViewJson), (status = 422, body = web::ProblemJson)))]
async fn create_view(visit: ApiVisit, JsonBody(new): JsonBody<NewViewJson>) -> Result<Response> {
    let view = actions::create(&visit.app, &visit.actor, new.into()).await?;
    Ok((StatusCode::CREATED, etag(view.version), Json(ViewJson::from(view))).into_response())
}

/// Changes a view: its name, its team and its filters, all of them. With `If-Match`, only if nobody
/// else did meanwhile.
#[utoipa::path(put, path = "/views/{number}", operation_id = "change_view",
    params(("number" = i64, Path)), request_body = NewViewJson,
    responses((status = 200, body = ViewJson), (status = 409, body = web::ProblemJson)))]
async fn change_view(
    visit: ApiVisit,
    Path(number): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewViewJson>,
) -> Result<Response> {
    let view = actions::load(&visit.app, &visit.actor, number).await?;
    let version = if_match(&headers, view.version);
    actions::update(&visit.app, &visit.actor, number, version, new.into()).await?;
    let view = actions::load(&visit.app, &visit.actor, number).await?;
    Ok((etag(view.version), Json(ViewJson::from(view))).into_response())
}

/// Takes a view away.
#[utoipa::path(delete, path = "/views/{number}", operation_id = "delete_view",
    params(("number" = i64, Path)), responses((status = 204)))]
async fn delete_view(visit: ApiVisit, Path(number): Path<i64>) -> Result<StatusCode> {
    actions::delete(&visit.app, &visit.actor, number).await?;
    Ok(StatusCode::NO_CONTENT)
}
