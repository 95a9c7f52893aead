//! Comments as JSON.

use super::{
    CommentRow,
    actions::{self, NewComment},
};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_comments, add_comment)).routes(routes!(settle_comment))
}

/// What somebody said about a point.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AgreementCommentJson {
    id: i64,
    /// The point's `root`; none: the whole.
    clause: Option<i64>,
    words: String,
    by: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    settled_by: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    settled_at: Option<Time>,
}

impl From<CommentRow> for AgreementCommentJson {
    fn from(it: CommentRow) -> Self {
        AgreementCommentJson {
            id: it.id,
            clause: it.clause_id,
            words: it.words,
            by: it.by,
            at: it.at,
            settled_by: it.settled_by,
            settled_at: it.settled_at,
        }
    }
}

/// What both sides said, for whoever keeps one.
#[utoipa::path(get, path = "/agreements/{id}/comments", operation_id = "list_agreement_comments",
    params(("id" = i64, Path)),
    responses((status = 200, body = [AgreementCommentJson]), (status = 404, body = ProblemJson)))]
async fn list_comments(
    visit: ApiVisit,
    Path(id): Path<i64>,
) -> Result<Json<Vec<AgreementCommentJson>>> {
    let actor = visit.actor.clone();
    let all = visit.app.read(move |tx| actions::list(tx, &actor, id)).await?;
    Ok(Json(all.into_iter().map(AgreementCommentJson::from).collect()))
}

/// A comment.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAgreementCommentJson {
    /// The point's `root`; without it the whole.
    #[serde(default)]
    clause: Option<i64>,
    words: String,
}

/// The row of a comment.
#[derive(Serialize, utoipa::ToSchema)]
struct CommentedJson {
    id: i64,
}

/// Says something to the other side about what was offered.
#[utoipa::path(post, path = "/agreements/{id}/comments", operation_id = "add_agreement_comment",
    params(("id" = i64, Path)), request_body = NewAgreementCommentJson,
    responses((status = 201, body = CommentedJson), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson), (status = 422, body = ProblemJson)))]
async fn add_comment(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewAgreementCommentJson>,
) -> Result<Response> {
    let new = NewComment { clause: new.clause, words: new.words };
    let id = actions::add(&visit.app, &visit.actor, id, new).await?;
    Ok((StatusCode::CREATED, Json(CommentedJson { id })).into_response())
}

/// Says that nothing is left to say on it.
#[utoipa::path(post, path = "/agreements/comments/{id}/settlement",
    operation_id = "settle_agreement_comment", params(("id" = i64, Path)),
    responses((status = 204), (status = 404, body = ProblemJson)))]
async fn settle_comment(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::settle(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
