//! Projects as JSON.

use super::{
    actions::{self, Whole},
    model::{NewProject, Project, ProjectState},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, PersonId, TicketId, Time};
use desk::following::Whom;
use people::Named;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, etag, if_match};

/// The calls.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_projects, create_project))
        .routes(routes!(get_project, change_project))
        .routes(routes!(change_project_state))
        .routes(routes!(add_project_person))
        .routes(routes!(remove_project_person))
        .routes(routes!(add_project_ticket))
        .routes(routes!(remove_project_ticket))
}

/// Something both sides do together.
#[derive(Serialize, utoipa::ToSchema)]
struct ProjectJson {
    id: i64,
    relationship: i64,
    name: String,
    /// Markdown.
    aim: String,
    customer_gives: String,
    provider_gives: String,
    customer_sponsor: Option<Named>,
    provider_sponsor: Option<Named>,
    #[schema(value_type = String)]
    state: ProjectState,
    state_words: String,
    #[schema(value_type = String, format = DateTime)]
    begun_at: Time,
}

impl From<Project> for ProjectJson {
    fn from(it: Project) -> Self {
        let named = |(id, name): (PersonId, String)| Named { id: id.0, name };
        ProjectJson {
            id: it.id,
            relationship: it.relationship_id,
            name: it.name,
            aim: it.aim,
            customer_gives: it.customer_gives,
            provider_gives: it.provider_gives,
            customer_sponsor: it.customer_sponsor_id.zip(it.customer_sponsor).map(named),
            provider_sponsor: it.provider_sponsor_id.zip(it.provider_sponsor).map(named),
            state: it.state,
            state_words: it.state_words,
            begun_at: it.begun_at,
        }
    }
}

/// A project with who takes part and its tickets.
#[derive(Serialize, utoipa::ToSchema)]
struct WholeProjectJson {
    #[serde(flatten)]
    project: ProjectJson,
    /// Who was asked in.
    people: Vec<Named>,
    /// The numbers of its tickets that the caller may see.
    tickets: Vec<i64>,
    /// Whether the caller may change it.
    may_change: bool,
}

fn whole(it: Whole) -> WholeProjectJson {
    WholeProjectJson {
        people: it.people,
        tickets: it.tickets.iter().map(|(id, _)| id.0).collect(),
        may_change: it.taking.may_change,
        project: it.project.into(),
    }
}

/// A project to begin or to write anew.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewProjectJson {
    /// Between whom; only when it is begun.
    relationship: Option<i64>,
    name: String,
    aim: String,
    customer_gives: String,
    provider_gives: String,
    /// The id of somebody on that side.
    customer_sponsor: Option<i64>,
    provider_sponsor: Option<i64>,
}

impl From<NewProjectJson> for NewProject {
    fn from(new: NewProjectJson) -> Self {
        NewProject {
            name: new.name,
            aim: new.aim,
            customer_gives: new.customer_gives,
            provider_gives: new.provider_gives,
            customer_sponsor: new.customer_sponsor.map(PersonId),
            provider_sponsor: new.provider_sponsor.map(PersonId),
        }
    }
}

async fn one(visit: &ApiVisit, id: i64) -> Result<Response> {
    let found = actions::get(&visit.app, &visit.actor, id).await?;
    let tag = etag(found.project.version);
    Ok((tag, Json(whole(found))).into_response())
}

/// Every project the caller takes part in, the newest first.
#[utoipa::path(get, path = "/projects", tag = "bridge", operation_id = "list_projects",
    responses((status = 200, body = Vec<ProjectJson>)))]
async fn list_projects(visit: ApiVisit) -> Result<Json<Vec<ProjectJson>>> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(all.into_iter().map(ProjectJson::from).collect()))
}

/// Begins one.
#[utoipa::path(post, path = "/projects", tag = "bridge", operation_id = "create_project",
    request_body = NewProjectJson,
    responses((status = 201, body = WholeProjectJson), (status = 422, body = ProblemJson)))]
async fn create_project(
    visit: ApiVisit,
    JsonBody(new): JsonBody<NewProjectJson>,
) -> Result<Response> {
    let of = new.relationship.unwrap_or_default();
    let id = actions::create(&visit.app, &visit.actor, of, new.into()).await?;
    Ok((StatusCode::CREATED, one(&visit, id).await?).into_response())
}

/// One whole.
#[utoipa::path(get, path = "/projects/{id}", tag = "bridge", operation_id = "get_project",
    params(("id" = i64, Path)),
    responses((status = 200, body = WholeProjectJson), (status = 404, body = ProblemJson)))]
async fn get_project(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    one(&visit, id).await
}

/// Writes it anew.
#[utoipa::path(put, path = "/projects/{id}", tag = "bridge", operation_id = "change_project",
    params(("id" = i64, Path)), request_body = NewProjectJson,
    responses((status = 200, body = WholeProjectJson), (status = 422, body = ProblemJson)))]
async fn change_project(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewProjectJson>,
) -> Result<Response> {
    let now = actions::get(&visit.app, &visit.actor, id).await?.project.version;
    let version = if_match(&headers, now);
    actions::update(&visit.app, &visit.actor, (id, version), new.into()).await?;
    one(&visit, id).await
}

/// How far it is.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct ProjectStateJson {
    /// `planned`, `running`, `done` or `stopped`.
    state: String,
    /// Needed for `done` and `stopped`.
    state_words: String,
}

/// Says how far it is.
#[utoipa::path(post, path = "/projects/{id}/state", tag = "bridge",
    operation_id = "change_project_state", params(("id" = i64, Path)),
    request_body = ProjectStateJson,
    responses((status = 200, body = WholeProjectJson), (status = 422, body = ProblemJson)))]
async fn change_project_state(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<ProjectStateJson>,
) -> Result<Response> {
    let state = ProjectState::parse(&new.state);
    actions::change_state(&visit.app, &visit.actor, id, state, &new.state_words).await?;
    one(&visit, id).await
}

/// Somebody to ask in.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct ProjectPersonJson {
    /// Their id.
    person: i64,
}

/// Asks somebody in.
#[utoipa::path(post, path = "/projects/{id}/people", tag = "bridge",
    operation_id = "add_project_person", params(("id" = i64, Path)),
    request_body = ProjectPersonJson,
    responses((status = 200, body = WholeProjectJson), (status = 422, body = ProblemJson)))]
async fn add_project_person(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<ProjectPersonJson>,
) -> Result<Response> {
    let whom = Whom::Id(PersonId(new.person));
    actions::add_person(&visit.app, &visit.actor, id, whom).await?;
    one(&visit, id).await
}

/// Takes somebody out, or oneself.
#[utoipa::path(delete, path = "/projects/{id}/people/{person}", tag = "bridge",
    operation_id = "remove_project_person", params(("id" = i64, Path), ("person" = i64, Path)),
    responses((status = 204, description = "Out"), (status = 404, body = ProblemJson)))]
async fn remove_project_person(
    visit: ApiVisit,
    Path((id, person)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::remove_person(&visit.app, &visit.actor, id, PersonId(person)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A ticket that belongs to it.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct ProjectTicketJson {
    /// Its number.
    ticket: Option<i64>,
}

/// Names a ticket that belongs to it.
#[utoipa::path(post, path = "/projects/{id}/tickets", tag = "bridge",
    operation_id = "add_project_ticket", params(("id" = i64, Path)),
    request_body = ProjectTicketJson,
    responses((status = 200, body = WholeProjectJson), (status = 422, body = ProblemJson)))]
async fn add_project_ticket(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<ProjectTicketJson>,
) -> Result<Response> {
    actions::add_ticket(&visit.app, &visit.actor, id, new.ticket.map(TicketId)).await?;
    one(&visit, id).await
}

/// Takes a ticket out.
#[utoipa::path(delete, path = "/projects/{id}/tickets/{ticket}", tag = "bridge",
    operation_id = "remove_project_ticket", params(("id" = i64, Path), ("ticket" = i64, Path)),
    responses((status = 204, description = "Out"), (status = 404, body = ProblemJson)))]
async fn remove_project_ticket(
    visit: ApiVisit,
    Path((id, ticket)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::remove_ticket(&visit.app, &visit.actor, id, TicketId(ticket)).await?;
    Ok(StatusCode::NO_CONTENT)
}
