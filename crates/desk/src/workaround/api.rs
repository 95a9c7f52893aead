//! Workarounds as JSON.

use super::actions;
use crate::tickets::{TicketJson, answer};
use axum::{extract::Path, http::StatusCode, response::Response};
use base::{App, TicketId};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(set_workaround))
}

/// How to get by.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct WorkaroundJson {
    /// In words for the people at the desk; empty takes back what was said.
    words: String,
}

/// Says how to get by until it is put right.
#[utoipa::path(put, path = "/tickets/{number}/workaround", operation_id = "set_workaround",
    params(("number" = i64, Path)), request_body = WorkaroundJson, responses((status = 200, body = TicketJson)))]
async fn set_workaround(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<WorkaroundJson>,
) -> Result<Response> {
    actions::say(&visit.app, &visit.actor, TicketId(number), &new.words).await?;
    answer(&visit, number, StatusCode::OK).await
}
