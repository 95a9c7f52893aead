//! Letting people in, for programs.

use super::actions;
use axum::{extract::Path, http::StatusCode};
use base::{App, PersonId};
use desk::following::Whom;
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(let_in_on_ladder)).routes(routes!(end_ladder_invitation))
}

/// Whom, and why.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct InvitationJson {
    /// A person's id.
    person: i64,
    why: String,
    #[serde(default)]
    may_write: bool,
}

/// Lets somebody in, and tells them. By the owner.
#[utoipa::path(post, path = "/ladders/{id}/guests", operation_id = "let_in_on_ladder",
    params(("id" = i64, Path)), request_body = InvitationJson,
    responses((status = 204, description = "Let in"), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn let_in_on_ladder(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<InvitationJson>,
) -> Result<StatusCode> {
    let whom = Whom::Id(PersonId(new.person));
    let new = (whom, new.why, new.may_write);
    actions::invite(&visit.app, &visit.actor, id, new).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes an invitation back, or leaves.
#[utoipa::path(delete, path = "/ladders/{id}/guests/{guest}",
    operation_id = "end_ladder_invitation", params(("id" = i64, Path), ("guest" = i64, Path)),
    responses((status = 204, description = "Gone"), (status = 404, body = ProblemJson)))]
async fn end_ladder_invitation(
    visit: ApiVisit,
    Path((id, guest)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::uninvite(&visit.app, &visit.actor, id, guest).await?;
    Ok(StatusCode::NO_CONTENT)
}
