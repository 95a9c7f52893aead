//! People who are gone, for programs.

use super::actions;
use axum::{Json, extract::Path, http::StatusCode};
use base::{App, PersonId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(anonymise_person)).routes(routes!(merge_person))
}

/// Takes a person's name and address away, for good; tickets and facts stay. With a token this
/// needs the scope `admin`.
#[utoipa::path(post, path = "/people/{id}/anonymity", operation_id = "anonymise_person",
    params(("id" = i64, Path)), responses((status = 204), (status = 422, body = web::ProblemJson)))]
async fn anonymise_person(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::anonymise(&visit.app, &visit.actor, PersonId(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whose account takes everything over.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct MergerJson {
    /// Their e-mail address.
    into: String,
}

/// The person who has everything now.
#[derive(Serialize, utoipa::ToSchema)]
struct MergedJson {
    id: i64,
}

/// Makes two accounts of one person one. With a token this needs the scope `admin`.
#[utoipa::path(post, path = "/people/{id}/merger", operation_id = "merge_person",
    params(("id" = i64, Path)), request_body = MergerJson,
    responses((status = 200, body = MergedJson), (status = 422, body = web::ProblemJson)))]
async fn merge_person(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<MergerJson>,
) -> Result<Json<MergedJson>> {
    let into = actions::merge(&visit.app, &visit.actor, PersonId(id), &new.into).await?;
    Ok(Json(MergedJson { id: into.0 }))
}
