//! The directory of people for programs.

use super::{actions, model::ListedPerson};
use crate::Named;
use base::{App, DepartmentId, Error};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Listing, Paging, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_people))
}

/// Somebody in the directory.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct PersonJson {
    /// Identifies them in other calls.
    pub id: i64,
    /// What people call them.
    pub name: String,
    /// Only for agents and administrators, and one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What they do, in a few words.
    pub title: String,
    /// Where they work.
    pub department: Option<Named>,
    /// Where they are on most days.
    pub location: Option<Named>,
}

impl From<ListedPerson> for PersonJson {
    fn from(it: ListedPerson) -> Self {
        let named = |(id, name)| Named { id, name };
        PersonJson {
            id: it.id.0,
            name: it.name,
            email: Some(it.email).filter(|email| !email.is_empty()),
            title: it.title,
            department: it.department_id.map(|id| id.0).zip(it.department).map(named),
            location: it.location_id.map(|id| id.0).zip(it.location).map(named),
        }
    }
}

/// Active people, the oldest account first.
#[utoipa::path(get, path = "/people", tag = "directory", operation_id = "list_people",
    params(("q" = Option<String>, Query, description = "Part of a name"),
        ("department" = Option<i64>, Query, description = "Only those who work there"),
        ("cursor" = Option<String>, Query, description = "From the `Link` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 200; 50 if left out")),
    responses((status = 200, body = [PersonJson]), (status = 401, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn list_people(visit: ApiVisit) -> Result<Listing<PersonJson>> {
    let paging = Paging::read(&visit.query)?;
    let (search, wanted) = (visit.query.get("q"), visit.query.get("department"));
    let department = match visit.query.number("department") {
        None if !wanted.is_empty() => {
            return Err(Error::invalid("department", "problem-choose").into());
        }
        number => number.map(DepartmentId),
    };
    let part = (paging.after, paging.most_and_one());
    let found = actions::page(&visit.app, &visit.actor, search, department, part).await?;
    Ok(paging.listing("/api/v1/people", &visit.query, found, |p| p.id.0))
}
