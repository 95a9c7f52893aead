//! The pack by the API: as data and as a document.

use super::{actions, pages};
use axum::{
    Json,
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use base::App;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_meeting_pack)).routes(routes!(get_meeting_pack_pdf))
}

/// Everything for one meeting, as far as the caller may see it.
#[utoipa::path(get, path = "/meetings/{id}/pack", operation_id = "get_meeting_pack",
    params(("id" = i64, Path)),
    responses((status = 200, body = Object), (status = 404, body = ProblemJson)))]
async fn get_meeting_pack(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<serde_json::Value>> {
    let pack = actions::load(&visit.app, &visit.actor, id).await?;
    Ok(Json(serde_json::to_value(pack).unwrap_or_default()))
}

/// The same as a tagged PDF.
#[utoipa::path(get, path = "/meetings/{id}/pack.pdf", operation_id = "get_meeting_pack_pdf",
    params(("id" = i64, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>),
        (status = 404, body = ProblemJson)))]
async fn get_meeting_pack_pdf(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    let bytes = pages::pdf(&visit.app, &visit.actor, id).await?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response())
}
