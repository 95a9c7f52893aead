//! Milestones as JSON.

use super::{
    actions,
    model::{Milestone, NewMilestone},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, etag, if_match};

/// The calls.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_milestones, create_milestone))
        .routes(routes!(get_milestone, change_milestone, remove_milestone))
        .routes(routes!(reach_milestone, reopen_milestone))
}

/// Something that is to be there by a day.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MilestoneJson {
    id: i64,
    project: i64,
    name: String,
    /// `2026-12-01`; null: not said.
    due_on: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    reached_at: Option<Time>,
    reached_words: String,
}

impl From<Milestone> for MilestoneJson {
    fn from(it: Milestone) -> Self {
        MilestoneJson {
            id: it.id,
            project: it.project_id,
            name: it.name,
            due_on: Some(it.due_on).filter(|day| !day.is_empty()),
            reached_at: it.reached_at,
            reached_words: it.reached_words,
        }
    }
}

/// A milestone to set or to write anew.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewMilestoneJson {
    milestone: String,
    /// `2026-12-01`.
    due_on: Option<String>,
}

impl From<NewMilestoneJson> for NewMilestone {
    fn from(new: NewMilestoneJson) -> Self {
        NewMilestone { name: new.milestone, due_on: new.due_on.unwrap_or_default() }
    }
}

async fn one(visit: &ApiVisit, id: i64) -> Result<Response> {
    let found = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((etag(found.version), Json(MilestoneJson::from(found))).into_response())
}

/// Those of a project, by their day.
#[utoipa::path(get, path = "/projects/{id}/milestones", tag = "bridge",
    operation_id = "list_milestones", params(("id" = i64, Path)),
    responses((status = 200, body = Vec<MilestoneJson>), (status = 404, body = ProblemJson)))]
async fn list_milestones(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<Vec<MilestoneJson>>> {
    let actor = visit.actor.clone();
    let all = visit.app.read(move |tx| actions::list(tx, &actor, id)).await?;
    Ok(Json(all.into_iter().map(MilestoneJson::from).collect()))
}

/// Sets one.
#[utoipa::path(post, path = "/projects/{id}/milestones", tag = "bridge",
    operation_id = "create_milestone", params(("id" = i64, Path)),
    request_body = NewMilestoneJson,
    responses((status = 201, body = MilestoneJson), (status = 422, body = ProblemJson)))]
async fn create_milestone(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewMilestoneJson>,
) -> Result<Response> {
    let id = actions::create(&visit.app, &visit.actor, id, new.into()).await?;
    Ok((StatusCode::CREATED, one(&visit, id).await?).into_response())
}

/// One of them.
#[utoipa::path(get, path = "/milestones/{id}", tag = "bridge", operation_id = "get_milestone",
    params(("id" = i64, Path)),
    responses((status = 200, body = MilestoneJson), (status = 404, body = ProblemJson)))]
async fn get_milestone(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    one(&visit, id).await
}

/// Writes it anew.
#[utoipa::path(put, path = "/milestones/{id}", tag = "bridge", operation_id = "change_milestone",
    params(("id" = i64, Path)), request_body = NewMilestoneJson,
    responses((status = 200, body = MilestoneJson), (status = 422, body = ProblemJson)))]
async fn change_milestone(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewMilestoneJson>,
) -> Result<Response> {
    let now = actions::get(&visit.app, &visit.actor, id).await?.version;
    let version = if_match(&headers, now);
    actions::update(&visit.app, &visit.actor, (id, version), new.into()).await?;
    one(&visit, id).await
}

/// Takes it off the project.
#[utoipa::path(delete, path = "/milestones/{id}", tag = "bridge",
    operation_id = "remove_milestone", params(("id" = i64, Path)),
    responses((status = 204, description = "Gone"), (status = 404, body = ProblemJson)))]
async fn remove_milestone(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How it was reached.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct ReachedJson {
    /// May be empty.
    reached_words: String,
}

/// Says that it is reached.
#[utoipa::path(post, path = "/milestones/{id}/reaching", tag = "bridge",
    operation_id = "reach_milestone", params(("id" = i64, Path)), request_body = ReachedJson,
    responses((status = 200, body = MilestoneJson), (status = 422, body = ProblemJson)))]
async fn reach_milestone(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<ReachedJson>,
) -> Result<Response> {
    actions::reach(&visit.app, &visit.actor, id, &new.reached_words).await?;
    one(&visit, id).await
}

/// Says that it is not reached after all.
#[utoipa::path(delete, path = "/milestones/{id}/reaching", tag = "bridge",
    operation_id = "reopen_milestone", params(("id" = i64, Path)),
    responses((status = 200, body = MilestoneJson), (status = 404, body = ProblemJson)))]
async fn reopen_milestone(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    actions::reopen(&visit.app, &visit.actor, id).await?;
    one(&visit, id).await
}
