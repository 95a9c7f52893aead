//! Checklists as JSON.

use super::{
    ChecklistRow,
    actions::{self, NewChecklist},
};
use crate::tickets::Kind;
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, Error, ServiceId, TeamId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_checklists, create_checklist))
        .routes(routes!(get_checklist, change_checklist))
}

/// Steps that go on a ticket at once.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ChecklistJson {
    /// Not needed to add one.
    #[serde(default)]
    id: i64,
    name: String,
    lines: Vec<String>,
    /// For tickets of this kind only.
    kind: Option<String>,
    /// A service's id: for its tickets only.
    service: Option<i64>,
    /// A team's id; null: everybody's.
    team: Option<i64>,
    #[serde(default)]
    is_shown: bool,
    /// True when left out.
    #[serde(default = "yes")]
    is_active: bool,
}

fn yes() -> bool {
    true
}

impl From<ChecklistRow> for ChecklistJson {
    fn from(c: ChecklistRow) -> Self {
        ChecklistJson {
            id: c.id,
            name: c.name,
            lines: c.lines.lines().map(str::to_owned).collect(),
            kind: c.kind.map(|kind| kind.to_string()),
            service: c.service_id.map(|id| id.0),
            team: c.team_id.map(|id| id.0),
            is_shown: c.is_shown,
            is_active: c.is_active,
        }
    }
}

fn read(new: ChecklistJson) -> base::Result<NewChecklist> {
    let kind = match &new.kind {
        None => None,
        Some(word) => {
            Some(Kind::parse(word).ok_or_else(|| Error::invalid("kind", "problem-choose"))?)
        }
    };
    let lines: Vec<_> = new.lines.iter().map(|line| line.replace(['\n', '\r'], " ")).collect();
    Ok(NewChecklist {
        name: new.name,
        lines: lines.join("\n"),
        kind,
        service: new.service.map(ServiceId),
        team: new.team.map(TeamId),
        is_shown: new.is_shown,
        is_active: new.is_active,
    })
}

async fn answer(visit: &ApiVisit, id: i64, status: StatusCode) -> Result<Response> {
    let list = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((status, etag(list.version), Json(ChecklistJson::from(list))).into_response())
}

/// Checklists that the caller may use, by name.
#[utoipa::path(get, path = "/checklists", operation_id = "list_checklists",
    responses((status = 200, body = Vec<ChecklistJson>)))]
async fn list_checklists(visit: ApiVisit) -> Result<Json<Vec<ChecklistJson>>> {
    let lists = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(lists.into_iter().map(ChecklistJson::from).collect()))
}

/// Writes a checklist down. Agents for their teams, administrators for everybody.
#[utoipa::path(post, path = "/checklists", operation_id = "create_checklist", request_body = ChecklistJson,
    responses((status = 201, body = ChecklistJson), (status = 422, body = web::ProblemJson)))]
async fn create_checklist(
    visit: ApiVisit,
    JsonBody(new): JsonBody<ChecklistJson>,
) -> Result<Response> {
    let id = actions::create(&visit.app, &visit.actor, read(new)?).await?;
    answer(&visit, id, StatusCode::CREATED).await
}

/// One checklist.
#[utoipa::path(get, path = "/checklists/{id}", operation_id = "get_checklist", params(("id" = i64, Path)),
    responses((status = 200, body = ChecklistJson), (status = 404, body = web::ProblemJson)))]
async fn get_checklist(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    answer(&visit, id, StatusCode::OK).await
}

/// Replaces a checklist. With `If-Match`, only if nobody else did meanwhile.
#[utoipa::path(put, path = "/checklists/{id}", operation_id = "change_checklist", params(("id" = i64, Path)),
    request_body = ChecklistJson, responses((status = 200, body = ChecklistJson), (status = 409, body = web::ProblemJson)))]
async fn change_checklist(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<ChecklistJson>,
) -> Result<Response> {
    let now = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, now.version);
    actions::update(&visit.app, &visit.actor, id, Some(version), read(new)?).await?;
    answer(&visit, id, StatusCode::OK).await
}
