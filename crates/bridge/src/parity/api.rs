//! The parity report as JSON.

use super::{
    actions,
    model::{By, Estimate, Group, What},
};
use axum::{Json, extract::Path};
use base::App;
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_relationship_parity))
}

/// A middle or a share with its 95 % interval.
#[derive(Serialize, utoipa::ToSchema)]
struct EstimateJson {
    /// first and resolution in hours, reopened in %, felt of 10
    what: &'static str,
    /// The median, or the share; none: too few.
    middle: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    /// Of how many.
    count: usize,
}

/// Requests that have something in common.
#[derive(Serialize, utoipa::ToSchema)]
struct ParityGroupJson {
    name: String,
    /// None: the group is too small to be shown, or another one could be worked out from it.
    requests: Option<usize>,
    estimates: Vec<EstimateJson>,
}

/// Everything by one kind of group.
#[derive(Serialize, utoipa::ToSchema)]
struct ParityPartJson {
    /// department, role, location
    by: &'static str,
    groups: Vec<ParityGroupJson>,
}

/// How those who help serve departments, roles and places.
#[derive(Serialize, utoipa::ToSchema)]
struct ParityJson {
    /// How many requests it rests on.
    requests: usize,
    parts: Vec<ParityPartJson>,
}

fn group(it: Group) -> ParityGroupJson {
    let number = |amount: plot::Amount| amount.0 as f64 / 100.0;
    let estimate = |(what, one): (&What, Estimate)| EstimateJson {
        what: what.as_str(),
        middle: one.middle.map(number),
        low: one.span.map(|span| number(span.0)),
        high: one.span.map(|span| number(span.1)),
        count: one.count,
    };
    let estimates = match it.requests {
        Some(_) => What::ALL.iter().zip(it.estimates).map(estimate).collect(),
        None => Vec::new(),
    };
    ParityGroupJson { name: it.name, requests: it.requests, estimates }
}

/// Whether departments, roles and places are served alike; for whoever looks after the relationship.
#[utoipa::path(get, path = "/relationships/{id}/parity", operation_id = "get_relationship_parity",
    params(("id" = i64, Path)),
    responses((status = 200, body = ParityJson), (status = 403, body = ProblemJson),
        (status = 404, body = ProblemJson)))]
async fn get_relationship_parity(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<ParityJson>> {
    let report = actions::load(&visit.app, &visit.actor, id).await?;
    let part = |(by, groups): (By, Vec<Group>)| ParityPartJson {
        by: by.as_str(),
        groups: groups.into_iter().map(group).collect(),
    };
    let parts = report.parts.into_iter().map(part).collect();
    Ok(Json(ParityJson { requests: report.requests, parts }))
}
