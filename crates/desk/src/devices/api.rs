//! Devices for programs.

use super::{
    actions,
    model::{Device, DeviceKind, NewDevice},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base::{App, DeviceId, LocationId, ServiceId};
use people::Named;
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Listing, Paging, ProblemJson, Result, etag, if_match};

/// The calls.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_devices, create_device))
        .routes(routes!(get_device, change_device))
}

/// A device that people report about.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub struct DeviceJson {
    /// Identifies it in other calls; a ticket's `asset`.
    pub id: i64,
    /// As people at the desk call it.
    pub name: String,
    /// `public_pc`, `staff_pc`, `self_check`, `printer`, `receipt_printer`, `reader`, `gate`, `sorter`, `wifi`, `display`, `phone`, `assistive`, `other`
    pub kind: &'static str,
    /// Where it stands.
    pub location: Option<Named>,
    /// What it serves.
    pub service: Option<Named>,
    /// What its owner's inventory calls it.
    pub asset_tag: String,
    /// Whether it can be chosen.
    pub is_active: bool,
}

impl From<Device> for DeviceJson {
    fn from(it: Device) -> Self {
        let named = |(id, name)| Named { id, name };
        DeviceJson {
            id: it.id.0,
            name: it.name,
            kind: it.kind.as_str(),
            location: it.location_id.map(|id| id.0).zip(it.location).map(named),
            service: it.service_id.map(|id| id.0).zip(it.service).map(named),
            asset_tag: it.asset_tag,
            is_active: it.is_active,
        }
    }
}

/// Every device, the oldest first.
#[utoipa::path(get, path = "/devices", tag = "directory", operation_id = "list_devices",
    params(("location" = Option<i64>, Query, description = "Only those at this place"),
        ("cursor" = Option<String>, Query, description = "From the `Link` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 200; 50 if left out")),
    responses((status = 200, body = [DeviceJson]), (status = 401, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn list_devices(visit: ApiVisit) -> Result<Listing<DeviceJson>> {
    let paging = Paging::read(&visit.query)?;
    let place = visit.query.number("location").map(LocationId);
    let most = paging.most_and_one();
    let found = actions::page(&visit.app, &visit.actor, place, paging.after, most).await?;
    Ok(paging.listing("/api/v1/devices", &visit.query, found, |d| d.id.0))
}

/// A device to add, or what to change; what is left out of a change stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct DeviceChangeJson {
    name: Option<String>,
    kind: Option<String>,
    /// A place's id; 0: none.
    location: Option<i64>,
    /// A service's id; 0: none.
    service: Option<i64>,
    asset_tag: Option<String>,
    /// Whether it can be chosen.
    is_active: Option<bool>,
}

impl DeviceChangeJson {
    fn over(self, old: NewDevice) -> NewDevice {
        let id = |new: Option<i64>, old| new.map_or(old, |id| Some(id).filter(|id| *id != 0));
        NewDevice {
            name: self.name.unwrap_or(old.name),
            kind: match &self.kind {
                Some(word) => DeviceKind::parse(word),
                None => old.kind,
            },
            location: id(self.location, old.location.map(|id| id.0)).map(LocationId),
            service: id(self.service, old.service.map(|id| id.0)).map(ServiceId),
            asset_tag: self.asset_tag.unwrap_or(old.asset_tag),
        }
    }
}

async fn answer(visit: &ApiVisit, id: DeviceId, status: StatusCode) -> Result<Response> {
    let device = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((status, etag(device.version), Json(DeviceJson::from(device))).into_response())
}

/// Adds a device.
#[utoipa::path(post, path = "/devices", tag = "directory", operation_id = "create_device",
    request_body = DeviceChangeJson,
    responses((status = 201, body = DeviceJson), (status = 403, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn create_device(
    visit: ApiVisit,
    JsonBody(new): JsonBody<DeviceChangeJson>,
) -> Result<Response> {
    let is_unused = new.is_active == Some(false);
    let nothing = NewDevice {
        name: String::new(),
        kind: None,
        location: None,
        service: None,
        asset_tag: String::new(),
    };
    let id = actions::create(&visit.app, &visit.actor, new.over(nothing)).await?;
    if is_unused {
        actions::deactivate(&visit.app, &visit.actor, id).await?;
    }
    let mut response = answer(&visit, id, StatusCode::CREATED).await?;
    if let Ok(place) = format!("/api/v1/devices/{id}").parse() {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// One device.
#[utoipa::path(get, path = "/devices/{id}", tag = "directory", operation_id = "get_device",
    params(("id" = i64, Path)),
    responses((status = 200, body = DeviceJson), (status = 404, body = ProblemJson)))]
async fn get_device(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    answer(&visit, DeviceId(id), StatusCode::OK).await
}

/// Changes a device. With `If-Match`, only if nobody else did meanwhile.
#[utoipa::path(patch, path = "/devices/{id}", tag = "directory", operation_id = "change_device",
    params(("id" = i64, Path)), request_body = DeviceChangeJson,
    responses((status = 200, body = DeviceJson), (status = 403, body = ProblemJson),
        (status = 404, body = ProblemJson), (status = 422, body = ProblemJson)))]
async fn change_device(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<DeviceChangeJson>,
) -> Result<Response> {
    let id = DeviceId(id);
    let old = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, old.version);
    let is_active = new.is_active;
    actions::update(&visit.app, &visit.actor, id, version, new.over(old.as_new())).await?;
    match is_active {
        Some(true) => actions::reactivate(&visit.app, &visit.actor, id).await?,
        Some(false) => actions::deactivate(&visit.app, &visit.actor, id).await?,
        None => {}
    }
    answer(&visit, id, StatusCode::OK).await
}
