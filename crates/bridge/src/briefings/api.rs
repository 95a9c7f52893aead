//! Briefings, for programs.

use super::{
    actions::{self, NewBriefing},
    pages::{as_document, set},
};
use axum::{
    Json,
    extract::Path,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use base::{App, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, etag, if_match};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_briefing, change_briefing))
        .routes(routes!(get_briefing_pdf))
        .routes(routes!(write_briefing_anew))
}

/// A briefing.
#[derive(Serialize, utoipa::ToSchema)]
struct BriefingJson {
    /// 0: nobody has kept one yet, and this is what the record says
    version: i64,
    title: String,
    addressee: String,
    /// Headings behind `## `, points behind `- `, pairs between bars.
    words: String,
    is_from_record: bool,
    by: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// What it said before, the newest first.
    earlier: Vec<EarlierJson>,
}

/// An earlier text.
#[derive(Serialize, utoipa::ToSchema)]
struct EarlierJson {
    version: i64,
    words: String,
    by: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

async fn whole(visit: &ApiVisit, id: i64) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    let earlier = it.earlier.into_iter().map(|one| EarlierJson {
        version: one.id,
        words: one.words,
        by: one.by_name,
        at: one.at,
    });
    let tag = etag(it.now.id);
    let body = BriefingJson {
        version: it.now.id,
        title: it.ladder.title,
        addressee: it.now.addressee,
        words: it.now.words,
        is_from_record: it.now.is_from_record,
        by: it.now.by_name,
        at: it.now.at,
        earlier: earlier.collect(),
    };
    Ok((tag, Json(body)).into_response())
}

/// The briefing of a step.
#[utoipa::path(get, path = "/rungs/{id}/briefing", operation_id = "get_briefing",
    params(("id" = i64, Path)),
    responses((status = 200, body = BriefingJson), (status = 404, body = ProblemJson)))]
async fn get_briefing(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    whole(&visit, id).await
}

/// The briefing as PDF/UA.
#[utoipa::path(get, path = "/rungs/{id}/briefing.pdf", operation_id = "get_briefing_pdf",
    params(("id" = i64, Path)),
    responses((status = 200, description = "The document", content_type = "application/pdf"),
        (status = 404, body = ProblemJson)))]
async fn get_briefing_pdf(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    Ok(as_document(set(&visit.app, &visit.actor, id).await?))
}

/// What somebody writes.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewBriefingJson {
    #[serde(default)]
    addressee: String,
    words: String,
}

/// Keeps what somebody wrote; what it said before stays beside it.
#[utoipa::path(put, path = "/rungs/{id}/briefing", operation_id = "change_briefing",
    params(("id" = i64, Path)), request_body = NewBriefingJson,
    responses((status = 200, body = BriefingJson), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson)))]
async fn change_briefing(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewBriefingJson>,
) -> Result<Response> {
    let now = actions::load(&visit.app, &visit.actor, id).await?.now;
    let version = if_match(&headers, now.id);
    let new = NewBriefing { addressee: new.addressee, words: new.words, version };
    actions::save(&visit.app, &visit.actor, id, new).await?;
    whole(&visit, id).await
}

/// Writes it anew from the record; what it said before stays beside it.
#[utoipa::path(post, path = "/rungs/{id}/briefing/anew", operation_id = "write_briefing_anew",
    params(("id" = i64, Path)),
    responses((status = 200, body = BriefingJson), (status = 404, body = ProblemJson)))]
async fn write_briefing_anew(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    actions::write_anew(&visit.app, &visit.actor, id).await?;
    whole(&visit, id).await
}
