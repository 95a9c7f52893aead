//! What is said in projects, as JSON.

use super::{
    actions::{self, PAGE},
    model::ProjectMessage,
};
use axum::{Json, extract::Path, http::StatusCode};
use base::{App, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_project_messages, say_in_project))
}

/// One contribution.
#[derive(Serialize, utoipa::ToSchema)]
struct ProjectMessageJson {
    id: i64,
    author: Option<String>,
    /// Markdown.
    body: String,
    is_decision: bool,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

impl From<ProjectMessage> for ProjectMessageJson {
    fn from(it: ProjectMessage) -> Self {
        let ProjectMessage { id, author, body, is_decision, at, .. } = it;
        ProjectMessageJson { id, author, body, is_decision, at }
    }
}

/// The newest, the newest first; with `before`, those before that id.
#[utoipa::path(get, path = "/projects/{id}/messages", tag = "bridge",
    operation_id = "list_project_messages",
    params(("id" = i64, Path), ("before" = Option<i64>, Query)),
    responses((status = 200, body = Vec<ProjectMessageJson>), (status = 404, body = ProblemJson)))]
async fn list_project_messages(
    visit: ApiVisit,
    Path(id): Path<i64>,
) -> Result<Json<Vec<ProjectMessageJson>>> {
    let (actor, before) = (visit.actor.clone(), visit.query.number("before"));
    let mut all = visit.app.read(move |tx| actions::list(tx, &actor, id, before)).await?;
    all.truncate(usize::try_from(PAGE).unwrap_or_default());
    Ok(Json(all.into_iter().map(ProjectMessageJson::from).collect()))
}

/// Something to say.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewProjectMessageJson {
    /// Markdown.
    words: String,
    /// Whether it is what was decided.
    is_decision: bool,
}

/// The row that was made.
#[derive(Serialize, utoipa::ToSchema)]
struct SaidJson {
    id: i64,
}

/// Says something to everybody who takes part.
#[utoipa::path(post, path = "/projects/{id}/messages", tag = "bridge",
    operation_id = "say_in_project", params(("id" = i64, Path)),
    request_body = NewProjectMessageJson,
    responses((status = 201, body = SaidJson), (status = 422, body = ProblemJson)))]
async fn say_in_project(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewProjectMessageJson>,
) -> Result<(StatusCode, Json<SaidJson>)> {
    let id = actions::say(&visit.app, &visit.actor, id, &new.words, new.is_decision).await?;
    Ok((StatusCode::CREATED, Json(SaidJson { id })))
}
