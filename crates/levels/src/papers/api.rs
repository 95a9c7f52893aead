//! An agreement on paper, by the API.

use super::{
    actions,
    pages::{Which, pdf},
};
use axum::{
    Json,
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use base::App;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_agreement_paper))
        .routes(routes!(get_agreement_pdf))
        .routes(routes!(get_plain_agreement_pdf))
}

/// An agreement in words, as it stands on paper.
#[utoipa::path(get, path = "/agreements/{id}/plain", operation_id = "get_agreement_paper",
    params(("id" = i64, Path), ("version" = Option<i64>, Query)),
    responses((status = 200, body = Object), (status = 404, body = ProblemJson)))]
async fn get_agreement_paper(
    visit: ApiVisit,
    Path(id): Path<i64>,
) -> Result<Json<serde_json::Value>> {
    let number = visit.query.number("version");
    let paper = actions::load(&visit.app, &visit.actor, id, number).await?;
    Ok(Json(serde_json::to_value(paper).unwrap_or_default()))
}

async fn answer(visit: &ApiVisit, id: i64, which: Which) -> Result<Response> {
    let number = visit.query.number("version");
    let bytes = pdf(&visit.app, &visit.actor, id, (number, which)).await?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response())
}

/// The whole agreement as a tagged PDF.
#[utoipa::path(get, path = "/agreements/{id}/agreement.pdf", operation_id = "get_agreement_pdf",
    params(("id" = i64, Path), ("version" = Option<i64>, Query)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>),
        (status = 404, body = ProblemJson)))]
async fn get_agreement_pdf(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    answer(&visit, id, Which::Whole).await
}

/// One page of it in plain words, as a tagged PDF.
#[utoipa::path(get, path = "/agreements/{id}/plain.pdf", operation_id = "get_plain_agreement_pdf",
    params(("id" = i64, Path), ("version" = Option<i64>, Query)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>),
        (status = 404, body = ProblemJson)))]
async fn get_plain_agreement_pdf(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    answer(&visit, id, Which::Plain).await
}
