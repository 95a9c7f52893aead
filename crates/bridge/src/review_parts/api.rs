//! Pieces of reviews, for programs.

use super::{
    actions::{self, NewPart},
    model::PartKind,
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
};
use base::{App, Error, Problem, Problems};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, if_match};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(add_review_part))
        .routes(routes!(change_review_part, remove_review_part))
        .routes(routes!(consent_to_review_part))
        .routes(routes!(finish_review_change))
}

/// A piece as somebody writes it.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewPartJson {
    /// helped, factor, own, change, moment; counts only at the beginning
    kind: String,
    words: String,
    /// Of a factor: process, tool, information, capacity, outside
    sort: String,
    /// Of a moment: 2026-11-20T09:30, by the caller's clock
    happened: String,
    /// Of a change: the id of somebody who takes part
    owner: Option<i64>,
    /// Of a change: YYYY-MM-DD
    due_on: String,
}

impl From<NewPartJson> for NewPart {
    fn from(new: NewPartJson) -> Self {
        NewPart {
            words: new.words,
            sort: new.sort,
            happened: new.happened,
            owner: new.owner.map(|id| id.to_string()).unwrap_or_default(),
            due_on: new.due_on,
        }
    }
}

/// The number of the piece.
#[derive(Serialize, utoipa::ToSchema)]
struct AddedJson {
    id: i64,
}

/// Writes something new.
#[utoipa::path(post, path = "/reviews/{id}/parts", operation_id = "add_review_part",
    params(("id" = i64, Path)), request_body = NewPartJson,
    responses((status = 201, body = AddedJson), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn add_review_part(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewPartJson>,
) -> Result<(StatusCode, Json<AddedJson>)> {
    let kind = PartKind::parse(&new.kind);
    let id = actions::add(&visit.app, &visit.actor, id, (kind, new.into())).await?;
    Ok((StatusCode::CREATED, Json(AddedJson { id })))
}

/// Writes it anew.
#[utoipa::path(put, path = "/review-parts/{id}", operation_id = "change_review_part",
    params(("id" = i64, Path)), request_body = NewPartJson,
    responses((status = 204, description = "Written"), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson)))]
async fn change_review_part(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewPartJson>,
) -> Result<StatusCode> {
    let now = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, now.version);
    actions::change(&visit.app, &visit.actor, (id, version), new.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes it out, while the review is not published.
#[utoipa::path(delete, path = "/review-parts/{id}", operation_id = "remove_review_part",
    params(("id" = i64, Path)),
    responses((status = 204, description = "Gone"), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson)))]
async fn remove_review_part(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ConsentJson {
    is_consented: bool,
}

/// Lets one's own part be published with the rest, or keeps it at the table. By its writer.
#[utoipa::path(put, path = "/review-parts/{id}/consent", operation_id = "consent_to_review_part",
    params(("id" = i64, Path)), request_body = ConsentJson,
    responses((status = 204, description = "Kept"), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson)))]
async fn consent_to_review_part(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<ConsentJson>,
) -> Result<StatusCode> {
    actions::consent(&visit.app, &visit.actor, id, new.is_consented).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How it was done.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FinishedJson {
    words: String,
}

fn named(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let plain = |problem: Problem| Problem { field: "words".into(), ..problem };
    Error::Invalid(Problems(problems.0.into_iter().map(plain).collect()))
}

/// Says that a change is done, and how.
#[utoipa::path(post, path = "/review-parts/{id}/completion", operation_id = "finish_review_change",
    params(("id" = i64, Path)), request_body = FinishedJson,
    responses((status = 204, description = "Done"), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson)))]
async fn finish_review_change(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<FinishedJson>,
) -> Result<StatusCode> {
    actions::finish(&visit.app, &visit.actor, id, &new.words).await.map_err(named)?;
    Ok(StatusCode::NO_CONTENT)
}
