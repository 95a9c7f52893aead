//! What counts, as JSON.

use super::{actions, model::Asked};
use crate::{
    agreements::{self, Kind},
    sides::Party,
};
use axum::Json;
use base::{App, DepartmentId, Error, ServiceId};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(agreement_in_force))
}

/// A number that counts.
#[derive(Serialize, utoipa::ToSchema)]
struct CountingTargetJson {
    /// first_response, next_update, resolution
    measure: &'static str,
    /// 1 to 4
    priority: i64,
    /// Of open hours.
    minutes: i64,
}

/// What counts.
#[derive(Serialize, utoipa::ToSchema)]
struct InForceJson {
    agreement: i64,
    name: String,
    /// The number of the version.
    version: i64,
    /// In whose open hours time is counted; none: the team's.
    calendar: Option<i64>,
    targets: Vec<CountingTargetJson>,
}

/// Which agreement counts between two departments on a day, for whoever may read it.
#[utoipa::path(get, path = "/agreements/in-force", operation_id = "agreement_in_force",
    params(("provider" = i64, Query), ("customer" = i64, Query), ("kind" = Option<String>, Query),
        ("service" = Option<i64>, Query), ("on" = Option<String>, Query),
        ("ticket_kind" = Option<String>, Query)),
    responses((status = 200, body = InForceJson), (status = 404, body = ProblemJson)))]
async fn agreement_in_force(visit: ApiVisit) -> Result<Json<InForceJson>> {
    let query = visit.query.clone();
    let party = |name: &str| {
        let found = query.number(name).ok_or_else(|| Error::invalid(name, "problem-choose"));
        found.map(|id| Party { department: DepartmentId(id), team: None })
    };
    let (provider, customer) = (party("provider")?, party("customer")?);
    let kind = Kind::parse(query.get("kind")).unwrap_or(Kind::Sla);
    let on = match query.get("on") {
        "" => agreements::today(&visit.app),
        day => day.parse().map_err(|_| Error::invalid("on", "problem-agreement-day"))?,
    };
    let service = query.number("service").map(ServiceId);
    let ticket_kind = query.get("ticket_kind").to_owned();
    let actor = visit.actor.clone();
    let found = visit.app.read(move |tx| {
        let asked = Asked { on, kind, provider, customer, service, ticket_kind: &ticket_kind };
        let found = actions::in_force(tx, &actor, &asked)?.ok_or(Error::NotFound)?;
        agreements::see(tx, &actor, found.agreement)?;
        Ok(found)
    });
    let found = found.await?;
    let target = |one: crate::terms::Target| CountingTargetJson {
        measure: one.measure.as_str(),
        priority: one.priority,
        minutes: one.minutes,
    };
    Ok(Json(InForceJson {
        agreement: found.agreement,
        name: found.name,
        version: found.number,
        calendar: found.calendar,
        targets: found.targets.into_iter().map(target).collect(),
    }))
}
