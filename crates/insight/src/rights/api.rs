//! Why somebody can see something, for programs.

use super::{
    actions,
    model::{access_word, right_word},
};
use axum::Json;
use base::{App, TicketId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Result};

/// The routes.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(explain_rights))
}

/// What somebody may do, and why.
#[derive(Serialize, utoipa::ToSchema)]
struct ExplainedJson {
    /// In words with dashes: `see-department`.
    rights: Vec<String>,
    /// On the ticket: none, read, own, work.
    access: Option<&'static str>,
    /// Every reason that holds there.
    reasons: Vec<String>,
}

/// Whom and where.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents the query; the values are read from the raw fields")]
struct RightsQuery {
    /// A person's e-mail address.
    person: String,
    /// A ticket's number.
    ticket: Option<i64>,
}

/// Explains what somebody may do. With a token this needs the scope `admin`.
#[utoipa::path(get, path = "/rights", operation_id = "explain_rights", params(RightsQuery),
    responses((status = 200, body = ExplainedJson), (status = 422, body = web::ProblemJson)))]
async fn explain_rights(visit: ApiVisit) -> Result<Json<ExplainedJson>> {
    let ticket = visit.query.number("ticket").map(TicketId);
    let person = visit.query.get("person");
    let it = actions::explain(&visit.app, &visit.actor, person, ticket).await?;
    let reasons = it.ticket.as_ref().map(|on| on.reasons.as_slice()).unwrap_or_default();
    Ok(Json(ExplainedJson {
        rights: it.rights.iter().map(|right| right_word(*right)).collect(),
        access: it.ticket.as_ref().map(|on| access_word(on.access)),
        reasons: reasons.iter().map(|(why, _)| why.to_string()).collect(),
    }))
}
