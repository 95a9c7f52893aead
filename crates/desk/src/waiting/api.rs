//! Holding as JSON.

use super::{
    actions::{self, HoldForm},
    model::Quick,
};
use crate::tickets::{HoldReason, TicketJson, answer};
use axum::{extract::Path, http::StatusCode, response::Response};
use base::{App, Error, TicketId, Time};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(hold_ticket))
        .routes(routes!(wake_ticket))
        .routes(routes!(promise_news))
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

/// Ends a hold.
#[utoipa::path(post, path = "/tickets/{number}/waking", operation_id = "wake_ticket",
    params(("number" = i64, Path)), responses((status = 200, body = TicketJson)))]
async fn wake_ticket(visit: ApiVisit, Path(number): Path<i64>) -> Result<Response> {
    actions::wake(&visit.app, &visit.actor, TicketId(number)).await?;
    answer(&visit, number, StatusCode::OK).await
}

/// When the requester hears next: a time, or one that is quick to say.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewsJson {
    #[schema(value_type = Option<String>, format = DateTime)]
    news_by: Option<Time>,
    /// hour, today, tomorrow (before noon), by the caller's clock; in place of `news_by`
    quick: Option<String>,
}

/// Promises news.
#[utoipa::path(post, path = "/tickets/{number}/news", operation_id = "promise_news",
    params(("number" = i64, Path)), request_body = NewsJson,
    responses((status = 200, body = TicketJson), (status = 422, body = web::ProblemJson)))]
async fn promise_news(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewsJson>,
) -> Result<Response> {
    let at = match new.quick.as_deref().map(Quick::parse) {
        None => new.news_by.ok_or_else(|| Error::invalid("news_by", "problem-time"))?,
        Some(wanted) => {
            let times = actions::quick_for(&visit.app, &visit.actor, TicketId(number)).await?;
            let found = times.into_iter().find(|(quick, _)| Some(*quick) == wanted);
            found.ok_or_else(|| Error::invalid("quick", "problem-choose"))?.1
        }
    };
    actions::promise(&visit.app, &visit.actor, TicketId(number), at).await?;
    answer(&visit, number, StatusCode::OK).await
}
