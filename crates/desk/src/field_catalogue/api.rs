//! The catalogue as JSON.

use super::actions::{self, NewField};
use crate::{
    custom_fields::{AskedOf, Field, RequiredAt, Type},
    tickets::Kind,
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, Problems, ServiceId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_fields, create_field))
        .routes(routes!(get_field, change_field))
}

/// A custom field.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FieldJson {
    /// Not needed to add one.
    #[serde(default)]
    id: i64,
    /// As `fields` of a ticket names it; made from the label when left out, never changed.
    #[serde(default)]
    key: String,
    label: String,
    #[serde(default)]
    help: String,
    /// A service's id; null: asked about every service.
    service: Option<i64>,
    /// text, long_text, number, yes_no, choice, choices, date, person, device, url
    #[serde(rename = "type")]
    takes: String,
    #[serde(default)]
    unit: String,
    /// requester, agents, both (when left out)
    #[serde(default = "both")]
    asked_of: String,
    /// never (when left out), report, resolution
    #[serde(default = "never")]
    required_at: String,
    /// For tickets of this kind only.
    kind: Option<String>,
    #[serde(default)]
    position: i64,
    #[serde(default = "yes")]
    is_active: bool,
    #[serde(default)]
    choices: Vec<String>,
    /// Shown only where another field has a value.
    shown_if: Option<ConditionJson>,
}

/// Which other field must say what.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ConditionJson {
    /// The other field's key.
    field: String,
    /// As people read it.
    value: String,
}

fn both() -> String {
    "both".into()
}
fn never() -> String {
    "never".into()
}
fn yes() -> bool {
    true
}

fn json(field: Field, all: &[Field]) -> FieldJson {
    let condition = field.condition.as_ref().and_then(|c| {
        let other = all.iter().find(|f| f.row.id == c.other_id)?;
        Some(ConditionJson { field: other.row.key.clone(), value: c.value.clone() })
    });
    let choices = field.choices.into_iter().filter(|c| c.is_active).map(|c| c.label).collect();
    let row = field.row;
    FieldJson {
        id: row.id,
        key: row.key,
        label: row.label,
        help: row.help,
        service: row.service_id.map(|id| id.0),
        takes: row.takes.to_string(),
        unit: row.unit,
        asked_of: row.asked_of.to_string(),
        required_at: row.required_at.to_string(),
        kind: row.kind.map(|kind| kind.to_string()),
        position: row.position,
        is_active: row.is_active,
        choices,
        shown_if: condition,
    }
}

fn read(new: FieldJson) -> base::Result<NewField> {
    let mut problems = Problems::default();
    let asked_of = problems.word("asked_of", AskedOf::parse(&new.asked_of));
    let required_at = problems.word("required_at", RequiredAt::parse(&new.required_at));
    let kind = new.kind.as_deref().and_then(|word| problems.word("kind", Kind::parse(word)));
    problems.check()?;
    Ok(NewField {
        service: new.service.map(ServiceId),
        key: new.key,
        label: new.label,
        help: new.help,
        takes: Type::parse(&new.takes),
        unit: new.unit,
        asked_of,
        required_at,
        kind,
        position: new.position,
        is_active: new.is_active,
        choices: new.choices,
        condition: new.shown_if.map(|c| (c.field, c.value)),
    })
}

async fn answer(visit: &ApiVisit, id: i64, status: StatusCode) -> Result<Response> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    let field = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((status, etag(field.row.version), Json(json(field, &all))).into_response())
}

/// The fields that the caller keeps.
#[utoipa::path(get, path = "/fields", operation_id = "list_fields",
    responses((status = 200, body = Vec<FieldJson>)))]
async fn list_fields(visit: ApiVisit) -> Result<Json<Vec<FieldJson>>> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(all.iter().map(|field| json(field.clone(), &all)).collect()))
}

/// Adds a field. Agents for the services of their teams, administrators for all.
#[utoipa::path(post, path = "/fields", operation_id = "create_field", request_body = FieldJson,
    responses((status = 201, body = FieldJson), (status = 422, body = web::ProblemJson)))]
async fn create_field(visit: ApiVisit, JsonBody(new): JsonBody<FieldJson>) -> Result<Response> {
    let id = actions::create(&visit.app, &visit.actor, read(new)?).await?;
    answer(&visit, id, StatusCode::CREATED).await
}

/// One field.
#[utoipa::path(get, path = "/fields/{id}", operation_id = "get_field", params(("id" = i64, Path)),
    responses((status = 200, body = FieldJson), (status = 404, body = web::ProblemJson)))]
async fn get_field(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    answer(&visit, id, StatusCode::OK).await
}

/// Replaces a field; what was answered stays readable. With `If-Match`, only if nobody else did
/// meanwhile.
#[utoipa::path(put, path = "/fields/{id}", operation_id = "change_field", params(("id" = i64, Path)),
    request_body = FieldJson, responses((status = 200, body = FieldJson), (status = 409, body = web::ProblemJson)))]
async fn change_field(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<FieldJson>,
) -> Result<Response> {
    let now = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, now.row.version);
    actions::update(&visit.app, &visit.actor, id, Some(version), read(new)?).await?;
    answer(&visit, id, StatusCode::OK).await
}
