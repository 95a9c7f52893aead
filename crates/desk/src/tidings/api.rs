//! News that is about no ticket, as JSON.

use super::{TidingRow, actions};
use axum::{Json, extract::Path, http::StatusCode};
use base::{App, Time};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Listing, Paging, ProblemJson, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_my_tidings))
        .routes(routes!(read_all_my_tidings))
        .routes(routes!(read_my_tiding))
}

/// Something that the caller was told and that is about no ticket.
#[derive(Serialize, utoipa::ToSchema)]
struct TidingJson {
    id: i64,
    /// asked, reminder
    kind: &'static str,
    /// In a sentence.
    text: String,
    /// What was said with it.
    said: Option<String>,
    /// By when, YYYY-MM-DD.
    due_on: Option<String>,
    /// When it takes place.
    #[schema(value_type = Option<String>, format = DateTime)]
    meets_at: Option<Time>,
    /// Where it leads.
    href: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    read_at: Option<Time>,
}

fn json(visit: &ApiVisit, it: TidingRow) -> TidingJson {
    TidingJson {
        id: it.id,
        kind: it.kind.as_str(),
        text: it.sentence(visit.actor.language),
        said: Some(it.said).filter(|said| !said.is_empty()),
        due_on: Some(it.due_on).filter(|day| !day.is_empty()),
        meets_at: it.meets_at,
        href: it.href,
        at: it.at,
        read_at: it.read_at,
    }
}

/// What the caller was told that is about no ticket, the newest first.
#[utoipa::path(get, path = "/me/tidings", operation_id = "list_my_tidings",
    params(("cursor" = Option<i64>, Query), ("limit" = Option<i64>, Query)),
    responses((status = 200, body = [TidingJson]), (status = 422, body = ProblemJson)))]
async fn list_my_tidings(visit: ApiVisit) -> Result<Listing<TidingJson>> {
    let paging = Paging::read(&visit.query)?;
    let part = (paging.after, paging.most_and_one());
    let found = actions::list(&visit.app, &visit.actor, part).await?;
    let found = found.into_iter().map(|one| json(&visit, one)).collect();
    Ok(paging.listing("/api/v1/me/tidings", &visit.query, found, |one: &TidingJson| one.id))
}

/// Marks everything as read that is about no ticket.
#[utoipa::path(post, path = "/me/tidings/reading", operation_id = "read_all_my_tidings",
    responses((status = 204)))]
async fn read_all_my_tidings(visit: ApiVisit) -> Result<StatusCode> {
    actions::open_all(&visit.app, &visit.actor, i64::MAX).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where it leads.
#[derive(Serialize, utoipa::ToSchema)]
struct LeadsJson {
    href: String,
}

/// Marks one as read, with whatever else leads to the same place.
#[utoipa::path(post, path = "/me/tidings/{id}/reading", operation_id = "read_my_tiding",
    params(("id" = i64, Path)), responses((status = 200, body = LeadsJson)))]
async fn read_my_tiding(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<LeadsJson>> {
    Ok(Json(LeadsJson { href: actions::open(&visit.app, &visit.actor, id).await? }))
}
