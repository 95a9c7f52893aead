//! Relationships as JSON.

use super::{
    actions::{self, NewRelationship},
    model::Relationship,
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, DepartmentId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, etag, if_match};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_relationships))
        .routes(routes!(begin_relationship))
        .routes(routes!(update_relationship))
        .routes(routes!(end_relationship))
}

/// A department.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct SideJson {
    id: i64,
    name: String,
}

/// Two departments that depend on each other.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct RelationshipJson {
    id: i64,
    /// The department that is helped.
    customer: SideJson,
    /// The department that helps.
    provider: SideJson,
    /// What the two want of each other.
    purpose: String,
    /// Whether the caller looks after it.
    is_keeper: bool,
    #[schema(value_type = String, format = DateTime)]
    begun_at: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Time>,
}

impl RelationshipJson {
    pub(crate) fn new(of: Relationship, is_keeper: bool) -> Self {
        RelationshipJson {
            id: of.id,
            customer: SideJson { id: of.customer_id.0, name: of.customer },
            provider: SideJson { id: of.provider_id.0, name: of.provider },
            purpose: of.purpose,
            is_keeper,
            begun_at: of.created_at,
            ended_at: of.ended_at,
        }
    }
}

/// The relationships that the caller has a part in.
#[utoipa::path(get, path = "/relationships", operation_id = "list_relationships",
    responses((status = 200, body = [RelationshipJson])))]
async fn list_relationships(visit: ApiVisit) -> Result<Json<Vec<RelationshipJson>>> {
    let actor = visit.actor.clone();
    let mine = visit.app.read(move |tx| actions::list_mine(tx, &actor)).await?;
    let json = |(of, standing): (_, super::Standing)| RelationshipJson::new(of, standing.is_keeper);
    Ok(Json(mine.into_iter().map(json).collect()))
}

/// Between whom, and what for.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRelationshipJson {
    /// The id of the department that is helped.
    customer: i64,
    /// The id of the department that helps.
    provider: i64,
    /// What the two want of each other: at most 500 characters.
    #[serde(default)]
    purpose: String,
}

/// The number of the new one.
#[derive(Serialize, utoipa::ToSchema)]
struct BegunJson {
    id: i64,
}

/// Begins a relationship, or takes up one that has ended.
#[utoipa::path(post, path = "/relationships", operation_id = "begin_relationship",
    request_body = NewRelationshipJson,
    responses((status = 201, body = BegunJson), (status = 422, body = ProblemJson)))]
async fn begin_relationship(
    visit: ApiVisit,
    JsonBody(new): JsonBody<NewRelationshipJson>,
) -> Result<Response> {
    let new = NewRelationship {
        customer: Some(DepartmentId(new.customer)),
        provider: Some(DepartmentId(new.provider)),
        purpose: new.purpose,
    };
    let id = actions::create(&visit.app, &visit.actor, new).await?;
    Ok((StatusCode::CREATED, Json(BegunJson { id })).into_response())
}

/// What the two want of each other now.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct RelationshipChangeJson {
    purpose: String,
}

/// Changes what the two want of each other.
#[utoipa::path(patch, path = "/relationships/{id}", operation_id = "update_relationship",
    params(("id" = i64, Path)), request_body = RelationshipChangeJson,
    responses((status = 200, body = RelationshipJson), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn update_relationship(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(change): JsonBody<RelationshipChangeJson>,
) -> Result<Response> {
    let of = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, of.version);
    actions::update(&visit.app, &visit.actor, id, version, &change.purpose).await?;
    let of = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((etag(of.version), Json(RelationshipJson::new(of, true))).into_response())
}

/// Ends it: what was done stays.
#[utoipa::path(post, path = "/relationships/{id}/ending", operation_id = "end_relationship",
    params(("id" = i64, Path)),
    responses((status = 204), (status = 404, body = ProblemJson)))]
async fn end_relationship(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::end(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
