//! Teams for programs.

use super::{actions, model::Team};
use crate::Named;
use base::App;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Listing, Paging, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_teams))
}

/// People who work on tickets together.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct TeamJson {
    /// Identifies it in other calls.
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// The provider it belongs to.
    pub department: Named,
    /// Where mail for the whole team goes; may be empty.
    pub email: String,
    /// How many agents it has.
    pub members: i64,
    /// Whether it can be chosen.
    pub is_active: bool,
}

impl From<Team> for TeamJson {
    fn from(it: Team) -> Self {
        let department = Named { id: it.department_id.0, name: it.department };
        let Team { name, email, members, is_active, .. } = it;
        TeamJson { id: it.id.0, name, department, email, members, is_active }
    }
}

/// Every team, the oldest first.
#[utoipa::path(get, path = "/teams", tag = "directory", operation_id = "list_teams",
    params(("cursor" = Option<String>, Query, description = "From the `Link` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 200; 50 if left out")),
    responses((status = 200, body = [TeamJson]), (status = 401, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn list_teams(visit: ApiVisit) -> Result<Listing<TeamJson>> {
    let paging = Paging::read(&visit.query)?;
    let found =
        actions::page(&visit.app, &visit.actor, paging.after, paging.most_and_one()).await?;
    Ok(paging.listing("/api/v1/teams", &visit.query, found, |t| t.id.0))
}
