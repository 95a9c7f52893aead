//! Labels for programs.

use super::actions::{self, Sheet};
use crate::codes::Place;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use base::{App, DeviceId, LocationId};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(print_labels))
}

/// What to print, and on what.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct SheetJson {
    /// Places, by id.
    locations: Vec<i64>,
    /// Devices, by id.
    devices: Vec<i64>,
    /// `l7160`, `l7163`, `l7651` (A4), `5160`, `5163` (US Letter), `a6`, `a5` (posters)
    format: String,
    /// The first label that is left on the first sheet; 1 if left out.
    start: Option<i64>,
}

/// Labels as a PDF. Whatever has no code yet gets one. Latin letters keep their marks; letters of
/// other scripts are printed as `?`.
#[utoipa::path(post, path = "/labels", tag = "directory", operation_id = "print_labels",
    request_body = SheetJson,
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>),
        (status = 403, body = ProblemJson), (status = 422, body = ProblemJson)))]
async fn print_labels(visit: ApiVisit, JsonBody(new): JsonBody<SheetJson>) -> Result<Response> {
    let places = new.locations.into_iter().map(|id| Place::Location(LocationId(id)));
    let sheet = Sheet {
        chosen: places
            .chain(new.devices.into_iter().map(|id| Place::Device(DeviceId(id))))
            .collect(),
        format: label::format(&new.format),
        start: new.start.unwrap_or(1),
    };
    let pages = actions::print(&visit.app, &visit.actor, sheet).await?;
    let title = visit.actor.language.t("labels-title");
    Ok(([(header::CONTENT_TYPE, "application/pdf")], label::pdf(&pages, title)).into_response())
}
