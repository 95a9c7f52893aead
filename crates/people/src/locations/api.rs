//! Locations for programs.

use super::{actions, model::Location};
use crate::Named;
use base::App;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Listing, Paging, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_locations))
}

/// A branch, a room, a stop of the mobile library.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct LocationJson {
    /// Identifies it in other calls.
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// Whose it is.
    pub department: Option<Named>,
    /// The location it is part of.
    pub parent: Option<Named>,
    /// As on an envelope.
    pub address: String,
    /// An IANA name.
    pub time_zone: String,
    /// Opening hours, such as `Mon-Fri 09:00-18:00; Sat 10:00-16:00`; empty if nobody has said.
    pub hours: String,
    /// The calendar whose closed days count there.
    pub calendar: Option<Named>,
    /// Whether it can be chosen.
    pub is_active: bool,
}

impl From<Location> for LocationJson {
    fn from(it: Location) -> Self {
        let named = |(id, name)| Named { id, name };
        LocationJson {
            id: it.id.0,
            name: it.name,
            department: it.department_id.map(|id| id.0).zip(it.department).map(named),
            parent: it.parent_id.map(|id| id.0).zip(it.parent).map(named),
            address: it.address,
            time_zone: it.time_zone,
            hours: it.hours,
            calendar: it.calendar_id.zip(it.calendar).map(named),
            is_active: it.is_active,
        }
    }
}

/// Every location, the oldest first.
#[utoipa::path(get, path = "/locations", tag = "directory", operation_id = "list_locations",
    params(("cursor" = Option<String>, Query, description = "From the `Link` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 200; 50 if left out")),
    responses((status = 200, body = [LocationJson]), (status = 401, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn list_locations(visit: ApiVisit) -> Result<Listing<LocationJson>> {
    let paging = Paging::read(&visit.query)?;
    let found =
        actions::page(&visit.app, &visit.actor, paging.after, paging.most_and_one()).await?;
    Ok(paging.listing("/api/v1/locations", &visit.query, found, |l| l.id.0))
}
