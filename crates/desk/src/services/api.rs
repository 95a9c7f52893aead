//! The catalogue as JSON.

use super::actions;
use axum::Json;
use base::App;
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Result};

/// A service.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ServiceJson {
    /// Its id.
    pub id: i64,
    /// As people at the desk call it.
    pub name: String,
    /// What it does for people.
    pub description: String,
    /// The department that provides it.
    pub department: String,
    /// The team that looks after it.
    pub team: Option<String>,
}

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_services))
}

/// Services that are offered, by name.
#[utoipa::path(get, path = "/services", operation_id = "list_services",
    responses((status = 200, body = Vec<ServiceJson>)))]
async fn list_services(visit: ApiVisit) -> Result<Json<Vec<ServiceJson>>> {
    let all = actions::list(&visit.app, &visit.actor, false).await?;
    Ok(Json(
        all.into_iter()
            .map(|s| ServiceJson {
                id: s.id.0,
                name: s.name,
                description: s.description,
                department: s.department,
                team: s.team,
            })
            .collect(),
    ))
}
