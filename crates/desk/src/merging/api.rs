//! Merging as JSON.

use super::actions::{self, NewMerge};
use crate::tickets::{TicketJson, answer};
use axum::{extract::Path, http::StatusCode, response::Response};
use base::{App, TicketId};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(merge_ticket, unmerge_ticket))
}

/// Which ticket it becomes part of.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct MergingJson {
    /// The number of the other ticket.
    into: i64,
    /// Whether the people of each may read the other. Left out: only where all of them are of one
    /// department.
    share: Option<bool>,
}

/// Makes a ticket part of another. It is closed and keeps its number; answers with the other ticket.
#[utoipa::path(post, path = "/tickets/{number}/merging", operation_id = "merge_ticket",
    params(("number" = i64, Path)), request_body = MergingJson,
    responses((status = 200, body = TicketJson), (status = 422, body = web::ProblemJson)))]
async fn merge_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<MergingJson>,
) -> Result<Response> {
    let merge = NewMerge { into: TicketId(new.into), is_shared: new.share };
    actions::merge(&visit.app, &visit.actor, TicketId(number), merge).await?;
    answer(&visit, new.into, StatusCode::OK).await
}

/// Makes it a ticket of its own again, as it was.
#[utoipa::path(delete, path = "/tickets/{number}/merging", operation_id = "unmerge_ticket",
    params(("number" = i64, Path)),
    responses((status = 200, body = TicketJson), (status = 409, body = web::ProblemJson)))]
async fn unmerge_ticket(visit: ApiVisit, Path(number): Path<i64>) -> Result<Response> {
    actions::unmerge(&visit.app, &visit.actor, TicketId(number)).await?;
    answer(&visit, number, StatusCode::OK).await
}
