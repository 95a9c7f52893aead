//! Who the caller is, for programs.

use super::actions;
use crate::Named;
use axum::Json;
use base::App;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_me))
}

/// The caller.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct MeJson {
    /// Identifies them in other calls.
    pub id: i64,
    /// What people call them.
    pub name: String,
    /// Where they sign in.
    pub email: String,
    /// Where they work.
    pub department: Option<Named>,
    /// An IANA name; empty: the organisation's.
    pub time_zone: String,
    /// BCP 47; empty: English.
    pub locale: String,
    /// What they may do, besides what everybody may.
    pub roles: Vec<RoleJson>,
    /// What the token may do; null in a browser.
    pub scopes: Option<Vec<String>>,
}

/// A role, for everything, one department or one team.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct RoleJson {
    /// `agent`, `liaison`, ...
    pub role: String,
    /// Only for this department.
    pub department: Option<Named>,
    /// Only for this team.
    pub team: Option<Named>,
}

/// The person whose token or session this is.
#[utoipa::path(get, path = "/me", tag = "directory",
    responses((status = 200, body = MeJson), (status = 401, body = ProblemJson)))]
async fn get_me(visit: ApiVisit) -> Result<Json<MeJson>> {
    Ok(Json(actions::me(&visit.app, &visit.actor).await?))
}
