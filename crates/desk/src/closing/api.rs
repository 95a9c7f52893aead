//! Closing one's own ticket as JSON.

use super::{actions, model::How};
use crate::tickets::{TicketJson, answer};
use axum::{extract::Path, http::StatusCode, response::Response};
use base::{App, TicketId};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(close_ticket))
}

/// Why it can be closed.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ClosingJson {
    /// fine_now (of what is put right: it is confirmed), fixed_itself
    how: String,
    /// Whatever helps to understand it; may be left out.
    #[serde(default)]
    words: String,
}

/// Closes a ticket on the word of whoever asked or wrote it down.
#[utoipa::path(post, path = "/tickets/{number}/closing", operation_id = "close_ticket",
    params(("number" = i64, Path)), request_body = ClosingJson,
    responses((status = 200, body = TicketJson), (status = 409, body = web::ProblemJson)))]
async fn close_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<ClosingJson>,
) -> Result<Response> {
    let how = How::parse(&new.how);
    actions::close(&visit.app, &visit.actor, TicketId(number), how, &new.words).await?;
    answer(&visit, number, StatusCode::OK).await
}
