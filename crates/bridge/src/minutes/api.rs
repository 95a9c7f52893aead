//! Decisions and minutes as JSON.

use super::{
    Amendment, Decision,
    actions::{self, NewDecision},
};
use axum::{Json, extract::Path, http::StatusCode};
use base::{App, Error, Problem, Problems, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(record_decision))
        .routes(routes!(remove_decision))
        .routes(routes!(hold_meeting))
        .routes(routes!(confirm_minutes))
        .routes(routes!(amend_minutes))
}

/// Something that was decided.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DecisionJson {
    id: i64,
    words: String,
    /// Who agreed.
    agreed: String,
    by: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

impl From<Decision> for DecisionJson {
    fn from(it: Decision) -> Self {
        DecisionJson { id: it.id, words: it.words, agreed: it.agreed, by: it.by, at: it.at }
    }
}

/// What was said about minutes after they were confirmed.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AmendmentJson {
    words: String,
    by: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

impl From<Amendment> for AmendmentJson {
    fn from(it: Amendment) -> Self {
        AmendmentJson { words: it.words, by: it.by, at: it.at }
    }
}

/// A decision as somebody writes it down.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewDecisionJson {
    words: String,
    agreed: String,
}

/// The number of the decision.
#[derive(Serialize, utoipa::ToSchema)]
struct DecidedJson {
    id: i64,
}

/// Words.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewAmendmentJson {
    words: String,
}

/// The names of fields here are those of the form with other words.
fn named(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let plain = |problem: Problem| Problem {
        field: match problem.field.as_str() {
            "decision" | "amendment" => "words".into(),
            _ => problem.field,
        },
        ..problem
    };
    Error::Invalid(Problems(problems.0.into_iter().map(plain).collect()))
}

/// Writes a decision down.
#[utoipa::path(post, path = "/meetings/{id}/decisions", operation_id = "record_decision",
    params(("id" = i64, Path)), request_body = NewDecisionJson,
    responses((status = 201, body = DecidedJson), (status = 409, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn record_decision(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewDecisionJson>,
) -> Result<(StatusCode, Json<DecidedJson>)> {
    let new = NewDecision { words: new.words, agreed: new.agreed };
    let id = actions::decide(&visit.app, &visit.actor, id, new).await.map_err(named)?;
    Ok((StatusCode::CREATED, Json(DecidedJson { id })))
}

/// Takes a decision back, while the minutes are not confirmed.
#[utoipa::path(delete, path = "/decisions/{id}", operation_id = "remove_decision",
    params(("id" = i64, Path)), responses((status = 204), (status = 409, body = ProblemJson)))]
async fn remove_decision(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::undecide(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that the meeting was held: its agenda stays as it was then.
#[utoipa::path(post, path = "/meetings/{id}/holding", operation_id = "hold_meeting",
    params(("id" = i64, Path)), responses((status = 204), (status = 409, body = ProblemJson)))]
async fn hold_meeting(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::hold(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that the minutes are right, and sends them.
#[utoipa::path(post, path = "/meetings/{id}/confirmation", operation_id = "confirm_minutes",
    params(("id" = i64, Path)), responses((status = 204), (status = 409, body = ProblemJson)))]
async fn confirm_minutes(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::confirm(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Adds a word to confirmed minutes.
#[utoipa::path(post, path = "/meetings/{id}/amendments", operation_id = "amend_minutes",
    params(("id" = i64, Path)), request_body = NewAmendmentJson,
    responses((status = 204), (status = 409, body = ProblemJson), (status = 422, body = ProblemJson)))]
async fn amend_minutes(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewAmendmentJson>,
) -> Result<StatusCode> {
    actions::amend(&visit.app, &visit.actor, id, &new.words).await.map_err(named)?;
    Ok(StatusCode::NO_CONTENT)
}
