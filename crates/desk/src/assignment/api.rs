//! Giving a ticket to somebody, as JSON.

use super::actions::{self, Assignment};
use crate::tickets::{TicketJson, answer};
use axum::{extract::Path, http::StatusCode, response::Response};
use base::{App, PersonId, TeamId, TicketId};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(assign_ticket))
}

/// To whom.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct AssignmentJson {
    team: Option<i64>,
    assignee: Option<i64>,
}

/// Gives the ticket to a person or a team.
#[utoipa::path(post, path = "/tickets/{number}/assignment", operation_id = "assign_ticket",
    params(("number" = i64, Path)), request_body = AssignmentJson, responses((status = 200, body = TicketJson)))]
async fn assign_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<AssignmentJson>,
) -> Result<Response> {
    let (team, assignee) = (new.team.map(TeamId), new.assignee.map(PersonId));
    let new = Assignment { team, assignee, seen: None };
    actions::assign(&visit.app, &visit.actor, TicketId(number), new).await?;
    answer(&visit, number, StatusCode::OK).await
}
