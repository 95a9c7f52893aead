//! How it felt, as JSON.

use super::{FeedbackRow, NewFeedback, actions};
use axum::{Json, extract::Path};
use base::{App, Error, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_feedback, give_feedback))
}

/// How it felt to whoever asked.
#[derive(Serialize, utoipa::ToSchema)]
struct FeedbackJson {
    /// The name of whoever asked.
    person: String,
    /// 0 to 10.
    score: i64,
    /// Working time lost.
    lost_minutes: Option<i64>,
    words: String,
    /// Whether it is not for those who worked on it.
    is_kept: bool,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

impl From<FeedbackRow> for FeedbackJson {
    fn from(it: FeedbackRow) -> Self {
        FeedbackJson {
            person: it.person,
            score: it.score,
            lost_minutes: it.lost_minutes,
            words: it.words,
            is_kept: it.kept_at.is_some(),
            at: it.at,
        }
    }
}

/// How it felt, for whoever said so, those who worked on it unless it is kept from them, and those
/// who hear what is kept. Otherwise there is nothing here.
#[utoipa::path(get, path = "/tickets/{number}/feedback", operation_id = "get_feedback",
    params(("number" = i64, Path)),
    responses((status = 200, body = FeedbackJson), (status = 404, body = ProblemJson)))]
async fn get_feedback(visit: ApiVisit, Path(number): Path<i64>) -> Result<Json<FeedbackJson>> {
    let found = actions::find(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(Json(found.into()))
}

/// How it felt, said by whoever asked.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewFeedbackJson {
    /// 0 to 10.
    score: i64,
    /// Working time lost: 0 to 100000.
    lost_minutes: Option<i64>,
    #[serde(default)]
    words: String,
    /// Keeps it from those who worked on it.
    #[serde(default)]
    is_kept: bool,
}

/// Says how it felt, or changes what was said. Only for whoever asked, once it is put right.
#[utoipa::path(put, path = "/tickets/{number}/feedback", operation_id = "give_feedback",
    params(("number" = i64, Path)), request_body = NewFeedbackJson,
    responses((status = 200, body = FeedbackJson), (status = 409, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn give_feedback(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewFeedbackJson>,
) -> Result<Json<FeedbackJson>> {
    let id = TicketId(number);
    let new = NewFeedback {
        score: Some(new.score),
        lost_minutes: new.lost_minutes,
        words: Some(new.words),
        is_kept: Some(new.is_kept),
        is_partial: false,
    };
    let given = actions::give(&visit.app, &visit.actor, id, new).await;
    given.map_err(|error| match error {
        Error::Invalid(mut problems) => {
            // the form calls it by the name of its box
            let words = problems.0.iter_mut().find(|problem| problem.field == "feedback");
            words.into_iter().for_each(|problem| problem.field = "words".to_owned());
            Error::Invalid(problems)
        }
        error => error,
    })?;
    get_feedback(visit, Path(number)).await
}
