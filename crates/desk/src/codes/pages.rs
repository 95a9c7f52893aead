//! Renewing a code from the pages of administration.

use super::actions::{self, Place};
use base::{DeviceId, LocationId};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/administration/devices/{id}/code", post(renew_device))
        .route("/administration/locations/{id}/code", post(renew_location))
}

async fn renew_device(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::renew(&visit.app, &visit.actor, Place::Device(DeviceId(id))).await?;
    go(format!("/administration/labels?device={id}&said=code-renewed"))
}

async fn renew_location(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    actions::renew(&visit.app, &visit.actor, Place::Location(LocationId(id))).await?;
    go(format!("/administration/labels?place={id}&said=code-renewed"))
}
