//! Calendars for programs.

use super::{
    actions,
    model::{Calendar, KeeperRow, NewCalendar},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
};
use base::App;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, if_match};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_calendars, create_calendar))
        .routes(routes!(get_calendar, change_calendar))
        .routes(routes!(make_calendar_usual))
        .routes(routes!(deactivate_calendar))
        .routes(routes!(reactivate_calendar))
}

/// Somebody who keeps to a calendar.
#[derive(Serialize, utoipa::ToSchema)]
pub struct KeeperJson {
    /// `team`, `department` or `place`.
    kind: String,
    id: i64,
    name: String,
}

/// A week, whose public holidays are closed, and who keeps to it. Days that differ are at `/days`.
#[derive(Serialize, utoipa::ToSchema)]
pub struct CalendarJson {
    id: i64,
    name: String,
    /// An IANA name.
    time_zone: String,
    /// Such as `Mon-Fri 09:00-17:00`.
    hours: String,
    /// ISO 3166-1; empty: nobody's holidays are closed.
    country: String,
    /// ISO 3166-2 without the country; empty: what the whole country keeps.
    region: String,
    /// Whether it counts for whatever has no calendar of its own.
    is_usual: bool,
    is_active: bool,
    version: i64,
    keepers: Vec<KeeperJson>,
}

impl From<(Calendar, Vec<KeeperRow>)> for CalendarJson {
    fn from((it, keepers): (Calendar, Vec<KeeperRow>)) -> Self {
        let keeper = |one: KeeperRow| KeeperJson { kind: one.kind, id: one.id, name: one.name };
        CalendarJson {
            id: it.id,
            name: it.name,
            time_zone: it.time_zone,
            hours: it.hours,
            country: it.country,
            region: it.region,
            is_usual: it.is_usual,
            is_active: it.is_active,
            version: it.version,
            keepers: keepers.into_iter().map(keeper).collect(),
        }
    }
}

/// A calendar as a program writes it down.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewCalendarJson {
    name: String,
    time_zone: String,
    hours: String,
    country: String,
    region: String,
}

impl From<NewCalendarJson> for NewCalendar {
    fn from(new: NewCalendarJson) -> Self {
        let NewCalendarJson { name, time_zone, hours, country, region } = new;
        NewCalendar { name, time_zone, hours, country, region }
    }
}

async fn one(visit: &ApiVisit, id: i64) -> Result<Json<CalendarJson>> {
    Ok(Json(actions::get(&visit.app, &visit.actor, id).await?.into()))
}

/// Every calendar, by name.
#[utoipa::path(get, path = "/calendars", tag = "directory", operation_id = "list_calendars",
    responses((status = 200, body = Vec<CalendarJson>), (status = 401, body = ProblemJson)))]
async fn list_calendars(visit: ApiVisit) -> Result<Json<Vec<CalendarJson>>> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(all.into_iter().map(CalendarJson::from).collect()))
}

/// One calendar.
#[utoipa::path(get, path = "/calendars/{id}", tag = "directory", operation_id = "get_calendar",
    params(("id" = i64, Path)),
    responses((status = 200, body = CalendarJson), (status = 404, body = ProblemJson)))]
async fn get_calendar(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<CalendarJson>> {
    one(&visit, id).await
}

/// Adds a calendar; the first one becomes the usual one. For administrators.
#[utoipa::path(post, path = "/calendars", tag = "directory", operation_id = "create_calendar",
    request_body = NewCalendarJson,
    responses((status = 201, body = CalendarJson), (status = 422, body = ProblemJson)))]
async fn create_calendar(
    visit: ApiVisit,
    JsonBody(new): JsonBody<NewCalendarJson>,
) -> Result<(StatusCode, Json<CalendarJson>)> {
    let id = actions::create(&visit.app, &visit.actor, new.into()).await?;
    Ok((StatusCode::CREATED, one(&visit, id).await?))
}

/// Writes all of it anew. Clocks that run by it are worked out anew, too.
#[utoipa::path(put, path = "/calendars/{id}", tag = "directory", operation_id = "change_calendar",
    params(("id" = i64, Path)), request_body = NewCalendarJson,
    responses((status = 200, body = CalendarJson), (status = 422, body = ProblemJson)))]
async fn change_calendar(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewCalendarJson>,
) -> Result<Json<CalendarJson>> {
    let (now, _) = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, now.version);
    actions::update(&visit.app, &visit.actor, (id, version), new.into()).await?;
    one(&visit, id).await
}

/// Makes it the one that counts for whatever has no calendar of its own.
#[utoipa::path(post, path = "/calendars/{id}/usual", tag = "directory",
    operation_id = "make_calendar_usual", params(("id" = i64, Path)),
    responses((status = 200, body = CalendarJson), (status = 404, body = ProblemJson)))]
async fn make_calendar_usual(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<CalendarJson>> {
    actions::make_usual(&visit.app, &visit.actor, id).await?;
    one(&visit, id).await
}

/// Takes it out of use; refused while somebody keeps to it.
#[utoipa::path(post, path = "/calendars/{id}/deactivation", tag = "directory",
    operation_id = "deactivate_calendar", params(("id" = i64, Path)),
    responses((status = 200, body = CalendarJson), (status = 422, body = ProblemJson)))]
async fn deactivate_calendar(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<CalendarJson>> {
    actions::deactivate(&visit.app, &visit.actor, id).await?;
    one(&visit, id).await
}

/// Puts it back into the lists.
#[utoipa::path(post, path = "/calendars/{id}/reactivation", tag = "directory",
    operation_id = "reactivate_calendar", params(("id" = i64, Path)),
    responses((status = 200, body = CalendarJson), (status = 404, body = ProblemJson)))]
async fn reactivate_calendar(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<CalendarJson>> {
    actions::reactivate(&visit.app, &visit.actor, id).await?;
    one(&visit, id).await
}
