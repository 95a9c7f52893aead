//! Tags as JSON.

use super::actions;
use axum::Json;
use base::App;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_tags))
}

/// The tags that the caller's teams use, by name; of each team 200 at most.
#[utoipa::path(get, path = "/tags", operation_id = "list_tags",
    responses((status = 200, body = Vec<String>)))]
async fn list_tags(visit: ApiVisit) -> Result<Json<Vec<String>>> {
    Ok(Json(actions::list(&visit.app, &visit.actor).await?))
}
