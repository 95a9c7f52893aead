//! Departments for programs.

use super::{
    actions,
    model::{Department, Kind, Named},
};
use base::App;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Listing, Paging, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_departments))
}

/// A department that needs help, gives it, or both.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct DepartmentJson {
    /// Identifies it in other calls.
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// `internal` or `outsourced`.
    #[schema(value_type = String)]
    pub kind: Kind,
    /// Whether it gives help to others.
    pub is_provider: bool,
    /// The department it is part of.
    pub parent: Option<Named>,
    /// What it is there for, in its own words.
    pub mission: String,
    /// Whether it can be chosen.
    pub is_active: bool,
}

impl From<Department> for DepartmentJson {
    fn from(it: Department) -> Self {
        let parent = it.parent_id.zip(it.parent).map(|(id, name)| Named { id: id.0, name });
        let Department { name, kind, is_provider, mission, is_active, .. } = it;
        DepartmentJson { id: it.id.0, name, kind, is_provider, parent, mission, is_active }
    }
}

/// Every department, the oldest first.
#[utoipa::path(get, path = "/departments", tag = "directory", operation_id = "list_departments",
    params(("cursor" = Option<String>, Query, description = "From the `Link` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 200; 50 if left out")),
    responses((status = 200, body = [DepartmentJson]), (status = 401, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn list_departments(visit: ApiVisit) -> Result<Listing<DepartmentJson>> {
    let paging = Paging::read(&visit.query)?;
    let found =
        actions::page(&visit.app, &visit.actor, paging.after, paging.most_and_one()).await?;
    Ok(paging.listing("/api/v1/departments", &visit.query, found, |d| d.id.0))
}
