//! Splitting as JSON.

use super::actions::{self, NewSplit};
use crate::{
    following::Whom,
    tickets::{Kind, TicketJson, answer},
};
use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::Response,
};
use base::{App, PersonId, Problems, TicketId};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(split_ticket_message))
}

/// What the new ticket is to be; all of it may be left out.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct SplittingJson {
    subject: String,
    /// A person's id; who wrote the message when left out.
    requester: Option<i64>,
    /// incident, service_request, question, problem, change; as the old ticket when left out
    kind: Option<String>,
}

/// Makes a public message a ticket of its own. Answers with the new ticket.
#[utoipa::path(post, path = "/tickets/{number}/messages/{message}/splitting",
    operation_id = "split_ticket_message",
    params(("number" = i64, Path), ("message" = i64, Path)), request_body = SplittingJson,
    responses((status = 201, body = TicketJson), (status = 422, body = web::ProblemJson)))]
async fn split_ticket_message(
    visit: ApiVisit,
    Path((number, message)): Path<(i64, i64)>,
    JsonBody(new): JsonBody<SplittingJson>,
) -> Result<Response> {
    let mut problems = Problems::default();
    let kind = match &new.kind {
        None => None,
        Some(word) => problems.word("kind", Kind::parse(word)),
    };
    problems.check()?;
    let requester = new.requester.map(|id| Whom::Id(PersonId(id)));
    let split = NewSplit { subject: new.subject, requester, kind };
    let made = actions::split(&visit.app, &visit.actor, TicketId(number), message, split).await?;
    let mut response = answer(&visit, made.0, StatusCode::CREATED).await?;
    if let Ok(place) = format!("/api/v1/tickets/{made}").parse() {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}
