//! Who a program is, for itself.

use super::{actions, model::OwnRole};
use crate::Named;
use axum::Json;
use base::{App, Role};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_me))
}

/// A role, for everything, one department or one team.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct RoleJson {
    /// `agent`, `manager`, ...
    #[schema(value_type = String)]
    pub role: Role,
    /// Only for this department.
    pub department: Option<String>,
    /// Only for this team.
    pub team: Option<String>,
}

/// Whoever asks.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct MeJson {
    /// Identifies them in other calls.
    pub id: i64,
    /// What people call them.
    pub name: String,
    /// Lower case.
    pub email: String,
    /// What they do.
    pub title: String,
    /// Where they work.
    pub department: Option<Named>,
    /// An IANA name.
    pub time_zone: String,
    /// BCP 47.
    pub language: String,
    /// What they may do, beside what everybody may.
    pub roles: Vec<RoleJson>,
    /// What the token may do; left out in a browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
}

impl From<OwnRole> for RoleJson {
    fn from(OwnRole { role, department, team }: OwnRole) -> Self {
        RoleJson { role, department, team }
    }
}

/// Whoever the token belongs to.
#[utoipa::path(get, path = "/me", tag = "directory", operation_id = "get_me",
    responses((status = 200, body = MeJson), (status = 401, body = ProblemJson)))]
async fn get_me(visit: ApiVisit) -> Result<Json<MeJson>> {
    let found = actions::show(&visit.app, &visit.actor).await?;
    let it = found.account;
    let zone = visit.actor.zone.iana_name().unwrap_or("UTC").to_owned();
    Ok(Json(MeJson {
        id: it.id.0,
        name: it.name,
        email: it.email,
        title: it.title,
        department: it.department_id.zip(it.department).map(|(id, name)| Named { id: id.0, name }),
        time_zone: zone,
        language: visit.actor.language.tag.to_owned(),
        roles: found.roles.into_iter().map(RoleJson::from).collect(),
        scopes: visit.actor.scopes,
    }))
}
