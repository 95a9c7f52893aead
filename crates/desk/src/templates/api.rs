//! Templates as JSON.

use super::{
    TemplateRow,
    actions::{self, Filled, NewTemplate},
};
use crate::{
    custom_fields::{Answered, named_fields, typed},
    impact::{Hurts, Scope, Stopped, Workaround},
    once::sent_key,
    tickets::{Kind, answer as ticket_answer},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{Actor, App, LocationId, Right, ServiceId, TeamId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_templates, create_template))
        .routes(routes!(get_template, change_template))
        .routes(routes!(open_template))
}

/// A ticket that is ready to open.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct TemplateJson {
    /// Not needed to add one.
    #[serde(default)]
    id: i64,
    name: String,
    #[serde(default)]
    about: String,
    /// incident, service_request, question, problem, change
    kind: String,
    subject: String,
    words: String,
    service: Option<i64>,
    location: Option<i64>,
    /// A team's id: works on it, and keeps the template.
    team: Option<i64>,
    #[serde(default)]
    tags: String,
    scope: Option<String>,
    who: Option<String>,
    workaround: Option<String>,
    hurts: Option<String>,
    /// A task on each line, `(2 days)` behind it for its date, `+` before it to show it.
    #[serde(default)]
    tasks: String,
    /// `key: value` of custom fields on each line.
    #[serde(default)]
    values: String,
    #[serde(default)]
    is_public: bool,
    #[serde(default = "yes")]
    is_active: bool,
}

fn yes() -> bool {
    true
}

/// What the page of a template shows to those who only open tickets from it: not whose work it is,
/// and of the tasks only those that everybody sees.
fn json_for(actor: &Actor, of: (TemplateRow, String, String)) -> TemplateJson {
    let mut all = json(of);
    if !actor.has(Right::Work) {
        all.values.clear();
        all.tasks =
            all.tasks.lines().filter(|line| line.starts_with('+')).collect::<Vec<_>>().join("\n");
        all.team = None;
        all.tags.clear();
    }
    all
}

fn json((one, tasks, values): (TemplateRow, String, String)) -> TemplateJson {
    TemplateJson {
        id: one.id,
        name: one.name,
        about: one.about,
        kind: one.kind.to_string(),
        subject: one.subject,
        words: one.words,
        service: one.service_id.map(|id| id.0),
        location: one.location_id.map(|id| id.0),
        team: one.team_id.map(|id| id.0),
        tags: one.tags.trim().to_owned(),
        scope: Some(one.scope.to_string()),
        who: Some(one.who.to_string()),
        workaround: Some(one.workaround.to_string()),
        hurts: Some(one.hurts.to_string()),
        tasks,
        values,
        is_public: one.is_public,
        is_active: one.is_active,
    }
}

fn read(new: TemplateJson) -> base::Result<NewTemplate> {
    let mut problems = base::Problems::default();
    let mut word = |name: &'static str, text: &Option<String>, is_known: fn(&str) -> bool| {
        if text.as_deref().is_some_and(|text| !is_known(text)) {
            problems.add(name, "problem-choose");
        }
    };
    word("scope", &new.scope, |w| Scope::parse(w).is_some());
    word("who", &new.who, |w| Stopped::parse(w).is_some());
    word("workaround", &new.workaround, |w| Workaround::parse(w).is_some());
    word("hurts", &new.hurts, |w| Hurts::parse(w).is_some());
    problems.check()?;
    Ok(NewTemplate {
        name: new.name,
        about: new.about,
        kind: Kind::parse(&new.kind),
        subject: new.subject,
        words: new.words,
        service: new.service.map(ServiceId),
        location: new.location.map(LocationId),
        team: new.team.map(TeamId),
        tags: new.tags,
        scope: new.scope.as_deref().and_then(Scope::parse),
        who: new.who.as_deref().and_then(Stopped::parse),
        workaround: new.workaround.as_deref().and_then(Workaround::parse),
        hurts: new.hurts.as_deref().and_then(Hurts::parse),
        tasks: new.tasks,
        values: new.values,
        is_public: new.is_public,
        is_active: new.is_active,
    })
}

async fn answer(visit: &ApiVisit, id: i64, status: StatusCode) -> Result<Response> {
    let found = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((status, etag(found.0.version), Json(json_for(&visit.actor, found))).into_response())
}

/// Templates that the caller may use or keep, by name; without their tasks and values.
#[utoipa::path(get, path = "/templates", operation_id = "list_templates",
    responses((status = 200, body = Vec<TemplateJson>)))]
async fn list_templates(visit: ApiVisit) -> Result<Json<Vec<TemplateJson>>> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(
        all.into_iter()
            .map(|one| json_for(&visit.actor, (one, String::new(), String::new())))
            .collect(),
    ))
}

/// Writes a template down. Agents for their teams, administrators for everybody.
#[utoipa::path(post, path = "/templates", operation_id = "create_template", request_body = TemplateJson,
    responses((status = 201, body = TemplateJson), (status = 422, body = web::ProblemJson)))]
async fn create_template(
    visit: ApiVisit,
    JsonBody(new): JsonBody<TemplateJson>,
) -> Result<Response> {
    let id = actions::create(&visit.app, &visit.actor, read(new)?).await?;
    answer(&visit, id, StatusCode::CREATED).await
}

/// One template.
#[utoipa::path(get, path = "/templates/{id}", operation_id = "get_template", params(("id" = i64, Path)),
    responses((status = 200, body = TemplateJson), (status = 404, body = web::ProblemJson)))]
async fn get_template(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    answer(&visit, id, StatusCode::OK).await
}

/// Replaces a template. With `If-Match`, only if nobody else did meanwhile.
#[utoipa::path(put, path = "/templates/{id}", operation_id = "change_template", params(("id" = i64, Path)),
    request_body = TemplateJson, responses((status = 200, body = TemplateJson), (status = 409, body = web::ProblemJson)))]
async fn change_template(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<TemplateJson>,
) -> Result<Response> {
    let (now, ..) = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, now.version);
    actions::update(&visit.app, &visit.actor, id, Some(version), read(new)?).await?;
    answer(&visit, id, StatusCode::OK).await
}

/// What whoever uses a template fills in.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct FilledJson {
    /// An e-mail address; the caller when left out.
    requester: String,
    subject: String,
    /// Besides the template's words.
    words: String,
    location: Option<i64>,
    #[schema(value_type = HashMap<String, Value>)]
    fields: Answered,
}

/// Opens a ticket from a template. With an `Idempotency-Key`, sending again gives the same ticket.
#[utoipa::path(post, path = "/templates/{id}/tickets", operation_id = "open_template",
    params(("id" = i64, Path)), request_body = FilledJson,
    responses((status = 201, body = crate::tickets::TicketJson), (status = 422, body = web::ProblemJson)))]
async fn open_template(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<FilledJson>,
) -> Result<Response> {
    let filled = Filled {
        requester: new.requester,
        subject: new.subject,
        words: new.words,
        location: new.location.map(LocationId),
        fields: typed(&new.fields),
        key: sent_key(&headers),
    };
    let made = actions::open(&visit.app, &visit.actor, id, filled).await.map_err(named_fields)?;
    ticket_answer(&visit, made.0, StatusCode::CREATED).await
}
