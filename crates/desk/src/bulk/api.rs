//! Bulk deeds as JSON.

use super::{
    actions::{self, NewBulk, Shown},
    model::Deed,
};
use crate::once::sent_key;
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base::{App, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(do_to_many))
        .routes(routes!(get_bulk_deed))
        .routes(routes!(undo_bulk_deed))
        .routes(routes!(carry_on_bulk_deed))
}

/// What to do, and to which tickets.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewBulkJson {
    deed: Deed,
    /// At most 1,000 numbers.
    tickets: Vec<i64>,
}

/// A deed and what came of it.
#[derive(Serialize, utoipa::ToSchema)]
struct BulkJson {
    number: i64,
    deed: Deed,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    undone_at: Option<Time>,
    /// Whether it can be undone now.
    may_undo: bool,
    tickets: Vec<BulkTicketJson>,
}

/// What became of one ticket.
#[derive(Serialize, utoipa::ToSchema)]
struct BulkTicketJson {
    number: i64,
    /// waiting, done, same, refused, not_yours, undone, kept
    outcome: &'static str,
    /// Why it was refused or kept.
    why: String,
}

impl From<Shown> for BulkJson {
    fn from(it: Shown) -> Self {
        let one = |t: super::TicketRow| BulkTicketJson {
            number: t.id.0,
            outcome: t.outcome.as_str(),
            why: t.why,
        };
        BulkJson {
            number: it.row.id,
            deed: it.deed,
            at: it.row.at,
            undone_at: it.row.undone_at,
            may_undo: it.may_undo,
            tickets: it.tickets.into_iter().map(one).collect(),
        }
    }
}

async fn shown(visit: &ApiVisit, id: i64) -> Result<Json<BulkJson>> {
    Ok(Json(actions::show(&visit.app, &visit.actor, id).await?.into()))
}

/// Does one thing to many tickets, to each if the caller may. With an `Idempotency-Key`, sending
/// again does it once.
#[utoipa::path(post, path = "/bulk-deeds", operation_id = "do_to_many", request_body = NewBulkJson,
    responses((status = 201, body = BulkJson), (status = 422, body = web::ProblemJson)))]
async fn do_to_many(
    visit: ApiVisit,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewBulkJson>,
) -> Result<Response> {
    let tickets = new.tickets.into_iter().map(TicketId).collect();
    let new = NewBulk { deed: new.deed, tickets, key: sent_key(&headers), list: String::new() };
    let id = actions::start(&visit.app, &visit.actor, new).await?;
    let place = [(header::LOCATION, format!("/api/v1/bulk-deeds/{id}"))];
    Ok((StatusCode::CREATED, place, shown(&visit, id).await?).into_response())
}

/// One's own deed, and what became of each ticket.
#[utoipa::path(get, path = "/bulk-deeds/{number}", operation_id = "get_bulk_deed",
    params(("number" = i64, Path)),
    responses((status = 200, body = BulkJson), (status = 404, body = web::ProblemJson)))]
async fn get_bulk_deed(visit: ApiVisit, Path(number): Path<i64>) -> Result<Json<BulkJson>> {
    shown(&visit, number).await
}

/// Puts back what still stands as the deed left it, for some minutes after it.
#[utoipa::path(post, path = "/bulk-deeds/{number}/undoing", operation_id = "undo_bulk_deed",
    params(("number" = i64, Path)),
    responses((status = 200, body = BulkJson), (status = 409, body = web::ProblemJson)))]
async fn undo_bulk_deed(visit: ApiVisit, Path(number): Path<i64>) -> Result<Json<BulkJson>> {
    actions::undo(&visit.app, &visit.actor, number).await?;
    shown(&visit, number).await
}

/// Does what is left of a deed that broke off.
#[utoipa::path(post, path = "/bulk-deeds/{number}/continuation", operation_id = "carry_on_bulk_deed",
    params(("number" = i64, Path)), responses((status = 200, body = BulkJson)))]
async fn carry_on_bulk_deed(visit: ApiVisit, Path(number): Path<i64>) -> Result<Json<BulkJson>> {
    actions::carry_on(&visit.app, &visit.actor, number).await?;
    shown(&visit, number).await
}
