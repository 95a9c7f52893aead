//! News that is about no ticket, as JSON.

use super::{TidingRow, actions};
use axum::{Json, extract::Path};
use base::{App, Time};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_my_tidings)).routes(routes!(read_my_tiding))
}

/// Something that the caller was told and that is about no ticket.
#[derive(Serialize, utoipa::ToSchema)]
struct TidingJson {
    id: i64,
    /// In a sentence.
    text: String,
    /// Where it leads.
    href: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    read_at: Option<Time>,
}

fn json(visit: &ApiVisit, it: TidingRow) -> TidingJson {
    let args = [("who", it.who.as_str()), ("about", it.about.as_str())];
    let text = visit.actor.language.with(&format!("tiding-{}", it.words), &args);
    TidingJson { id: it.id, text, href: it.href, at: it.at, read_at: it.read_at }
}

/// The caller's newest news that is about no ticket.
#[utoipa::path(get, path = "/me/tidings", operation_id = "list_my_tidings",
    responses((status = 200, body = Vec<TidingJson>)))]
async fn list_my_tidings(visit: ApiVisit) -> Result<Json<Vec<TidingJson>>> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(all.into_iter().map(|one| json(&visit, one)).collect()))
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
