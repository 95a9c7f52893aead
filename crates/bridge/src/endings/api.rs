//! Ending a ladder, for programs.

use super::actions::{self, Ending};
use crate::ladders::State;
use axum::{extract::Path, http::StatusCode};
use base::{App, Error, Problem, Problems};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(end_ladder)).routes(routes!(resume_ladder))
}

/// How it ends.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct EndingJson {
    /// resolved, accepted, coexisting
    state: String,
    words: String,
    /// YYYY-MM-DD; there must be one where it is coexisting
    #[serde(default)]
    review_on: String,
}

fn named(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let plain = |problem: Problem| match problem.field.as_str() {
        "ending_words" => Problem { field: "words".into(), ..problem },
        _ => problem,
    };
    Error::Invalid(Problems(problems.0.into_iter().map(plain).collect()))
}

/// Ends it. By the owner.
#[utoipa::path(post, path = "/ladders/{id}/ending", operation_id = "end_ladder",
    params(("id" = i64, Path)), request_body = EndingJson,
    responses((status = 204, description = "Ended"), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn end_ladder(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<EndingJson>,
) -> Result<StatusCode> {
    let state = State::parse(&new.state);
    let ending = Ending { state, words: new.words, review_on: new.review_on };
    actions::end(&visit.app, &visit.actor, id, ending).await.map_err(named)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes it up again. By the owner.
#[utoipa::path(post, path = "/ladders/{id}/resumption", operation_id = "resume_ladder",
    params(("id" = i64, Path)),
    responses((status = 204, description = "Under way"), (status = 404, body = ProblemJson)))]
async fn resume_ladder(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::resume(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
