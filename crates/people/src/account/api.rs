//! The caller, for programs.

use axum::Json;
use base::App;
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_me))
}

/// Whoever calls.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MeJson {
    /// The person.
    pub id: Option<i64>,
    /// As shown to others.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// Roles held, each once.
    pub roles: Vec<&'static str>,
}

/// The caller and their roles.
#[utoipa::path(get, path = "/me", operation_id = "get_me", tag = "directory",
    responses((status = 200, body = MeJson)))]
async fn get_me(visit: ApiVisit) -> Result<Json<MeJson>> {
    let actor = visit.actor;
    let mut roles: Vec<_> = actor.grants.iter().map(|grant| grant.role.as_str()).collect();
    roles.sort_unstable();
    roles.dedup();
    let id = actor.id.map(|id| id.0);
    Ok(Json(MeJson { id, name: actor.name, email: actor.email, roles }))
}
