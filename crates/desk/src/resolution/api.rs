//! The end of a ticket as JSON.

use super::{actions, model::Cause};
use crate::{
    links::Connected,
    tickets::{TicketJson, answer},
};
use axum::{extract::Path, http::StatusCode, response::Response};
use base::{App, TicketId};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(resolve_ticket)).routes(routes!(reopen_ticket))
}

/// How it was put right.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ResolutionJson {
    /// hardware, software, network, configuration, supplier, knowledge, our_mistake, not_found, request_done
    cause: String,
    /// In plain words.
    words: String,
    /// Although tickets that are part of it, or tasks, are still open.
    #[serde(default)]
    even_so: bool,
    /// Says the same words on the open tickets that it causes.
    #[serde(default)]
    tell_caused: bool,
}

/// Says that it is put right.
#[utoipa::path(post, path = "/tickets/{number}/resolution", operation_id = "resolve_ticket",
    params(("number" = i64, Path)), request_body = ResolutionJson, responses((status = 200, body = TicketJson)))]
async fn resolve_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<ResolutionJson>,
) -> Result<Response> {
    let cause = Cause::parse(&new.cause);
    let connected = Connected { is_even_so: new.even_so, tells_caused: new.tell_caused };
    let id = TicketId(number);
    actions::resolve_with(&visit.app, &visit.actor, id, cause, &new.words, connected).await?;
    answer(&visit, number, StatusCode::OK).await
}

/// Why it is opened again.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct ReopeningJson {
    why: String,
}

/// Says that it is not right yet.
#[utoipa::path(post, path = "/tickets/{number}/reopening", operation_id = "reopen_ticket",
    params(("number" = i64, Path)), request_body = ReopeningJson, responses((status = 200, body = TicketJson)))]
async fn reopen_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<ReopeningJson>,
) -> Result<Response> {
    actions::reopen(&visit.app, &visit.actor, TicketId(number), &new.why).await?;
    answer(&visit, number, StatusCode::OK).await
}
