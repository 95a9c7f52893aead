//! Links as JSON.

use super::{actions, model::Relation};
use crate::tickets::{TicketJson, answer};
use axum::{extract::Path, http::StatusCode, response::Response};
use base::{App, Problems, TicketId};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(link_ticket)).routes(routes!(unlink_ticket))
}

/// What the ticket is to another.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct LinkingJson {
    /// duplicate_of, duplicated_by, causes, caused_by, blocks, blocked_by, parent_of, child_of, related
    relation: String,
    /// The number of the other ticket.
    ticket: i64,
}

/// Links a ticket to another.
#[utoipa::path(post, path = "/tickets/{number}/links", operation_id = "link_ticket",
    params(("number" = i64, Path)), request_body = LinkingJson,
    responses((status = 200, body = TicketJson), (status = 422, body = web::ProblemJson)))]
async fn link_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<LinkingJson>,
) -> Result<Response> {
    let mut problems = Problems::default();
    let relation = problems.word("relation", Relation::parse(&new.relation));
    problems.check()?;
    let (id, other) = (TicketId(number), TicketId(new.ticket));
    let relation = relation.unwrap_or(Relation::Related);
    actions::link(&visit.app, &visit.actor, id, relation, other).await?;
    answer(&visit, number, StatusCode::OK).await
}

/// Takes a link away.
#[utoipa::path(delete, path = "/tickets/{number}/links/{link}", operation_id = "unlink_ticket",
    params(("number" = i64, Path), ("link" = i64, Path)), responses((status = 204)))]
async fn unlink_ticket(
    visit: ApiVisit,
    Path((number, link)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::unlink(&visit.app, &visit.actor, TicketId(number), link).await?;
    Ok(StatusCode::NO_CONTENT)
}
