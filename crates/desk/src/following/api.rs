//! Followers as JSON.

use super::{
    Follower,
    actions::{self, Whom},
};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, PersonId, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_ticket_followers, add_ticket_follower))
        .routes(routes!(remove_ticket_follower))
}

/// Somebody who follows a ticket.
#[derive(Serialize, utoipa::ToSchema)]
struct FollowerJson {
    person: i64,
    name: String,
    /// chosen, reported, added, mentioned, merged
    reason: &'static str,
    /// Who added them, if somebody else did.
    added_by: Option<i64>,
    #[schema(value_type = String, format = DateTime)]
    since: Time,
}

impl From<Follower> for FollowerJson {
    fn from(it: Follower) -> Self {
        FollowerJson {
            person: it.id.0,
            name: it.name,
            reason: it.reason.as_str(),
            added_by: it.added_by.map(|id| id.0),
            since: it.since,
        }
    }
}

async fn listed(visit: &ApiVisit, number: i64) -> Result<Vec<FollowerJson>> {
    let all = actions::followers(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(all.into_iter().map(FollowerJson::from).collect())
}

/// Who follows a ticket, and why.
#[utoipa::path(get, path = "/tickets/{number}/followers", operation_id = "list_ticket_followers",
    params(("number" = i64, Path)), responses((status = 200, body = Vec<FollowerJson>)))]
async fn list_ticket_followers(
    visit: ApiVisit,
    Path(number): Path<i64>,
) -> Result<Json<Vec<FollowerJson>>> {
    Ok(Json(listed(&visit, number).await?))
}

/// Whom to add.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewFollowerJson {
    /// A person's id.
    person: i64,
}

/// Lets somebody follow a ticket. They are told.
#[utoipa::path(post, path = "/tickets/{number}/followers", operation_id = "add_ticket_follower",
    params(("number" = i64, Path)), request_body = NewFollowerJson,
    responses((status = 201, body = Vec<FollowerJson>), (status = 422, body = web::ProblemJson)))]
async fn add_ticket_follower(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewFollowerJson>,
) -> Result<Response> {
    let whom = Whom::Id(PersonId(new.person));
    actions::add(&visit.app, &visit.actor, TicketId(number), whom).await?;
    Ok((StatusCode::CREATED, Json(listed(&visit, number).await?)).into_response())
}

/// Stops somebody following: oneself, or whom one may have added.
#[utoipa::path(delete, path = "/tickets/{number}/followers/{person}",
    operation_id = "remove_ticket_follower",
    params(("number" = i64, Path), ("person" = i64, Path)), responses((status = 204)))]
async fn remove_ticket_follower(
    visit: ApiVisit,
    Path((number, person)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor, TicketId(number), PersonId(person)).await?;
    Ok(StatusCode::NO_CONTENT)
}
