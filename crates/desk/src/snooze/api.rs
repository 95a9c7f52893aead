//! Snoozes as JSON.

use super::actions;
use crate::tickets::{TicketJson, answer};
use axum::{extract::Path, http::StatusCode, response::Response};
use base::{App, TicketId, Time};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(snooze_ticket, end_snooze))
}

/// Until when.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SnoozeJson {
    #[schema(value_type = String, format = DateTime)]
    until: Time,
}

/// Keeps a ticket out of the caller's own lists until then. Nobody else notices; it is not a hold.
#[utoipa::path(post, path = "/tickets/{number}/snooze", operation_id = "snooze_ticket",
    params(("number" = i64, Path)), request_body = SnoozeJson,
    responses((status = 200, body = TicketJson), (status = 422, body = web::ProblemJson)))]
async fn snooze_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<SnoozeJson>,
) -> Result<Response> {
    actions::snooze(&visit.app, &visit.actor, TicketId(number), Some(new.until)).await?;
    answer(&visit, number, StatusCode::OK).await
}

/// Brings it back into the caller's lists now.
#[utoipa::path(delete, path = "/tickets/{number}/snooze", operation_id = "end_snooze",
    params(("number" = i64, Path)), responses((status = 200, body = TicketJson)))]
async fn end_snooze(visit: ApiVisit, Path(number): Path<i64>) -> Result<Response> {
    actions::end(&visit.app, &visit.actor, TicketId(number)).await?;
    answer(&visit, number, StatusCode::OK).await
}
