//! Symptoms and first checks as JSON.

use super::actions::{self, Lists, NewLists};
use crate::devices::DeviceKind;
use axum::{Json, extract::Path};
use base::{App, Error};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_first_checks, replace_first_checks))
}

/// What people see go wrong with a kind of device, and what to look at first.
#[derive(Serialize, utoipa::ToSchema)]
struct FirstChecksJson {
    /// As devices say it.
    kind: &'static str,
    symptoms: Vec<LineJson>,
    checks: Vec<LineJson>,
}

/// A line of a list.
#[derive(Serialize, utoipa::ToSchema)]
struct LineJson {
    id: i64,
    words: String,
}

/// Lists to put in the place of those that are there.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewFirstChecksJson {
    symptoms: Vec<String>,
    checks: Vec<String>,
}

fn answer(kind: DeviceKind, lists: Lists) -> Json<FirstChecksJson> {
    let lines = |rows: Vec<super::CheckRow>| {
        rows.into_iter().map(|row| LineJson { id: row.id, words: row.words }).collect()
    };
    let (symptoms, checks) = (lines(lists.symptoms), lines(lists.checks));
    Json(FirstChecksJson { kind: kind.as_str(), symptoms, checks })
}

/// The symptoms and first checks of a kind of device: public_pc, printer, ...
#[utoipa::path(get, path = "/first-checks/{kind}", operation_id = "list_first_checks",
    params(("kind" = String, Path)), responses((status = 200, body = FirstChecksJson), (status = 404, body = web::ProblemJson)))]
async fn list_first_checks(
    visit: ApiVisit,
    Path(kind): Path<String>,
) -> Result<Json<FirstChecksJson>> {
    let kind = DeviceKind::parse(&kind).ok_or(Error::NotFound)?;
    Ok(answer(kind, actions::lists(&visit.app, &visit.actor, kind).await?))
}

/// Puts other symptoms and first checks in their place.
#[utoipa::path(put, path = "/first-checks/{kind}", operation_id = "replace_first_checks",
    params(("kind" = String, Path)), request_body = NewFirstChecksJson, responses((status = 200, body = FirstChecksJson)))]
async fn replace_first_checks(
    visit: ApiVisit,
    Path(kind): Path<String>,
    JsonBody(new): JsonBody<NewFirstChecksJson>,
) -> Result<Json<FirstChecksJson>> {
    let kind = DeviceKind::parse(&kind).ok_or(Error::NotFound)?;
    let new = NewLists {
        version: String::new(),
        symptoms: new.symptoms.join("\n"),
        checks: new.checks.join("\n"),
    };
    actions::replace(&visit.app, &visit.actor, kind, new).await?;
    Ok(answer(kind, actions::lists(&visit.app, &visit.actor, kind).await?))
}
