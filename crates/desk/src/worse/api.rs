//! "It is worse now" as JSON.

use super::actions::{self, NewWorsening};
use crate::{
    impact::{Hurts, Scope},
    tickets::{TicketJson, answer},
};
use axum::{extract::Path, http::StatusCode, response::Response};
use base::{App, Problems, TicketId, Time};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(worsen_ticket))
}

/// What changed; what is left out is as before.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct WorseningJson {
    /// What changed, e.g. "Exams start on Monday".
    changed: String,
    /// one, several, everyone
    scope: Option<String>,
    /// now, today, this_week, later
    hurts: Option<String>,
    /// Left out: now.
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Time>,
}

/// Says that it is worse now. The priority is worked out anew.
#[utoipa::path(post, path = "/tickets/{number}/worsening", operation_id = "worsen_ticket",
    params(("number" = i64, Path)), request_body = WorseningJson,
    responses((status = 200, body = TicketJson), (status = 422, body = web::ProblemJson)))]
async fn worsen_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<WorseningJson>,
) -> Result<Response> {
    let mut problems = Problems::default();
    let scope = new.scope.and_then(|word| problems.word("scope", Scope::parse(&word)));
    let hurts = new.hurts.and_then(|word| problems.word("hurts", Hurts::parse(&word)));
    problems.check()?;
    let new = NewWorsening { words: new.changed, scope, hurts, since: new.since };
    actions::worsen(&visit.app, &visit.actor, TicketId(number), new).await?;
    answer(&visit, number, StatusCode::OK).await
}
