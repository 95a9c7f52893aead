//! Holding as JSON.

use super::actions::{self, HoldForm};
use crate::tickets::{HoldReason, TicketJson, answer};
use axum::{extract::Path, http::StatusCode, response::Response};
use base::{App, TicketId, Time};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(hold_ticket))
}

/// What it waits for, and until when.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct HoldJson {
    /// awaiting_requester, awaiting_supplier, awaiting_change, scheduled
    reason: String,
    /// In words the requester reads.
    because: String,
    #[schema(value_type = String, format = DateTime)]
    wakes_at: Time,
}

/// Puts a ticket on hold.
#[utoipa::path(post, path = "/tickets/{number}/hold", operation_id = "hold_ticket",
    params(("number" = i64, Path)), request_body = HoldJson, responses((status = 200, body = TicketJson)))]
async fn hold_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<HoldJson>,
) -> Result<Response> {
    let form = HoldForm {
        reason: HoldReason::parse(&new.reason),
        note: new.because,
        wakes_at: Some(new.wakes_at),
    };
    actions::hold(&visit.app, &visit.actor, TicketId(number), form).await?;
    answer(&visit, number, StatusCode::OK).await
}
