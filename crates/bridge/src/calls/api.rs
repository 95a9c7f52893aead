//! Calls to suppliers, as JSON. For those who work on the ticket.

use super::actions::{self, NewCall};
use axum::{Json, extract::Path, http::StatusCode};
use base::{App, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(create_call))
}

/// A call to a supplier.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewCallJson {
    /// Which of the supplier's contacts was called.
    contact: Option<i64>,
    /// What they said.
    words: String,
    /// What the supplier calls it, if they said so.
    reference: String,
    /// When it was; left out: just now.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Time>,
    /// Whether the ticket waits for the supplier.
    is_on_hold: bool,
    /// Until when; left out: until news is promised, a week at most.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Time>,
}

/// Its number among the hand-overs of the ticket.
#[derive(Serialize, utoipa::ToSchema)]
struct MadeCallJson {
    id: i64,
}

/// Writes down that a supplier was called about a ticket.
#[utoipa::path(post, path = "/tickets/{number}/calls", operation_id = "create_call",
    params(("number" = i64, Path)), request_body = NewCallJson,
    responses((status = 201, body = MadeCallJson), (status = 422, body = web::ProblemJson)))]
async fn create_call(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewCallJson>,
) -> Result<(StatusCode, Json<MadeCallJson>)> {
    let call = NewCall {
        contact: new.contact,
        words: new.words,
        reference: new.reference,
        at: new.at,
        is_on_hold: new.is_on_hold,
        until: new.until,
    };
    let id = actions::note(&visit.app, &visit.actor, TicketId(number), call).await?;
    Ok((StatusCode::CREATED, Json(MadeCallJson { id })))
}
