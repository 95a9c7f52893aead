//! Followers as JSON.

use super::actions;
use axum::{Json, extract::Path};
use base::{App, PersonId, TicketId};
use people::Named;
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_followers, add_follower))
        .routes(routes!(remove_follower))
}

async fn now(visit: &ApiVisit, number: i64) -> Result<Json<Vec<Named>>> {
    let all = actions::list(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(Json(all.into_iter().map(|(id, name)| Named { id: id.0, name }).collect()))
}

/// Who follows a ticket, besides whoever asked.
#[utoipa::path(get, path = "/tickets/{number}/followers", operation_id = "list_followers",
    params(("number" = i64, Path)), responses((status = 200, body = Vec<Named>)))]
async fn list_followers(visit: ApiVisit, Path(number): Path<i64>) -> Result<Json<Vec<Named>>> {
    now(&visit, number).await
}

/// Whom to add.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FollowerJson {
    /// A person's id.
    person: i64,
}

/// Adds a colleague, who is told.
#[utoipa::path(post, path = "/tickets/{number}/followers", operation_id = "add_follower",
    params(("number" = i64, Path)), request_body = FollowerJson,
    responses((status = 200, body = Vec<Named>), (status = 422, body = web::ProblemJson)))]
async fn add_follower(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<FollowerJson>,
) -> Result<Json<Vec<Named>>> {
    let person = Some(PersonId(new.person));
    actions::add(&visit.app, &visit.actor, TicketId(number), person).await?;
    now(&visit, number).await
}

/// Takes a colleague off again.
#[utoipa::path(delete, path = "/tickets/{number}/followers/{person}",
    operation_id = "remove_follower", params(("number" = i64, Path), ("person" = i64, Path)),
    responses((status = 204, description = "They do not follow it any more")))]
async fn remove_follower(
    visit: ApiVisit,
    Path((number, person)): Path<(i64, i64)>,
) -> Result<axum::http::StatusCode> {
    actions::remove(&visit.app, &visit.actor, TicketId(number), PersonId(person)).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}
