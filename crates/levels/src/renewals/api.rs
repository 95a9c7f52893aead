//! Reviews and endings by the API.

use super::actions::{self, Ending};
use axum::{extract::Path, http::StatusCode};
use base::App;
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(review_agreement))
        .routes(routes!(close_agreement_review))
        .routes(routes!(end_agreement))
        .routes(routes!(drop_agreement_version))
}

/// Why it is looked at again.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct AgreementReviewJson {
    review_words: String,
}

/// Says that both should look whether it still fits. It holds meanwhile.
#[utoipa::path(post, path = "/agreements/{id}/review", operation_id = "review_agreement",
    params(("id" = i64, Path)), request_body = AgreementReviewJson,
    responses((status = 204), (status = 404, body = ProblemJson), (status = 409, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn review_agreement(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<AgreementReviewJson>,
) -> Result<StatusCode> {
    actions::open_review(&visit.app, &visit.actor, id, &new.review_words).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// When it is looked at next.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NextReviewJson {
    /// 2027-06-01
    next_review: String,
}

/// Says that it stays as it is until another day.
#[utoipa::path(post, path = "/agreements/{id}/review/closing",
    operation_id = "close_agreement_review", params(("id" = i64, Path)),
    request_body = NextReviewJson,
    responses((status = 204), (status = 404, body = ProblemJson), (status = 409, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn close_agreement_review(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NextReviewJson>,
) -> Result<StatusCode> {
    actions::close_review(&visit.app, &visit.actor, id, &new.next_review).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How it ends.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct AgreementEndingJson {
    /// Why.
    ending_words: String,
    /// 2027-06-30; without it today.
    last_on: String,
}

/// Ends it.
#[utoipa::path(post, path = "/agreements/{id}/ending", operation_id = "end_agreement",
    params(("id" = i64, Path)), request_body = AgreementEndingJson,
    responses((status = 204), (status = 403, body = ProblemJson), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn end_agreement(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<AgreementEndingJson>,
) -> Result<StatusCode> {
    let ending = Ending { words: new.ending_words, last_on: new.last_on };
    actions::end(&visit.app, &visit.actor, id, ending).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives up the version that is worked on beside what was agreed.
#[utoipa::path(post, path = "/agreements/{id}/dropping", operation_id = "drop_agreement_version",
    params(("id" = i64, Path)),
    responses((status = 204), (status = 404, body = ProblemJson), (status = 409, body = ProblemJson)))]
async fn drop_agreement_version(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::drop_version(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
