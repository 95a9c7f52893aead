//! Codes for programs.

use super::actions::{self, Place};
use axum::{Json, extract::Path};
use base::{App, DeviceId, LocationId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(make_device_code)).routes(routes!(make_location_code))
}

/// What stands on the label.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CodeJson {
    /// What the code opens.
    pub address: String,
}

/// Whether the code that is there is to be replaced.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewCodeJson {
    /// Makes a new one, and labels printed before say so; otherwise gives the one there is.
    renew: bool,
}

async fn make(visit: &ApiVisit, place: Place, renew: bool) -> Result<Json<CodeJson>> {
    let token = match renew {
        true => actions::renew(&visit.app, &visit.actor, place).await?,
        false => actions::ensure(&visit.app, &visit.actor, place).await?,
    };
    Ok(Json(CodeJson { address: actions::address(&visit.app, &token) }))
}

/// The code on a device.
#[utoipa::path(post, path = "/devices/{id}/code", tag = "directory", operation_id = "make_device_code",
    params(("id" = i64, Path)), request_body = NewCodeJson,
    responses((status = 200, body = CodeJson), (status = 403, body = ProblemJson),
        (status = 404, body = ProblemJson)))]
async fn make_device_code(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewCodeJson>,
) -> Result<Json<CodeJson>> {
    make(&visit, Place::Device(DeviceId(id)), new.renew).await
}

/// The code at a place.
#[utoipa::path(post, path = "/locations/{id}/code", tag = "directory", operation_id = "make_location_code",
    params(("id" = i64, Path)), request_body = NewCodeJson,
    responses((status = 200, body = CodeJson), (status = 403, body = ProblemJson),
        (status = 404, body = ProblemJson)))]
async fn make_location_code(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewCodeJson>,
) -> Result<Json<CodeJson>> {
    make(&visit, Place::Location(LocationId(id)), new.renew).await
}
