//! Calendar files, for programs.

use super::{actions, model::Feed};
use axum::{Json, extract::Path, http::StatusCode};
use base::{App, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_calendar_files, read_calendar_file))
        .routes(routes!(remove_calendar_file))
}

/// A calendar file that was read.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FeedJson {
    id: i64,
    name: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    read_at: Option<Time>,
    /// How many entries it had.
    days: i64,
}

impl From<Feed> for FeedJson {
    fn from(it: Feed) -> Self {
        FeedJson { id: it.id, name: it.name, read_at: it.read_at, days: it.days }
    }
}

/// A calendar file as a program sends it.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewFileJson {
    /// What people call it; what an earlier file of this name said is replaced.
    name: String,
    /// iCalendar (RFC 5545), at most a megabyte.
    text: String,
}

/// What became of a calendar file.
#[derive(Serialize, utoipa::ToSchema)]
struct ReadJson {
    /// Entries that close days now.
    taken: usize,
    /// Entries with times of day, or that make no sense.
    left_out: usize,
}

/// The calendar files that close days of a calendar.
#[utoipa::path(get, path = "/calendars/{id}/files", tag = "directory",
    operation_id = "list_calendar_files", params(("id" = i64, Path)),
    responses((status = 200, body = Vec<FeedJson>), (status = 401, body = ProblemJson)))]
async fn list_calendar_files(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<Vec<FeedJson>>> {
    let all = actions::list(&visit.app, &visit.actor, id).await?;
    Ok(Json(all.into_iter().map(FeedJson::from).collect()))
}

/// Reads a calendar file. For administrators.
#[utoipa::path(post, path = "/calendars/{id}/files", tag = "directory",
    operation_id = "read_calendar_file", params(("id" = i64, Path)), request_body = NewFileJson,
    responses((status = 201, body = ReadJson), (status = 422, body = ProblemJson)))]
async fn read_calendar_file(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewFileJson>,
) -> Result<(StatusCode, Json<ReadJson>)> {
    let read = actions::import(&visit.app, &visit.actor, id, (new.name, new.text)).await?;
    Ok((StatusCode::CREATED, Json(ReadJson { taken: read.taken, left_out: read.left_out })))
}

/// Takes away what a calendar file said.
#[utoipa::path(delete, path = "/calendar-files/{id}", tag = "directory",
    operation_id = "remove_calendar_file", params(("id" = i64, Path)),
    responses((status = 204, description = "Gone"), (status = 404, body = ProblemJson)))]
async fn remove_calendar_file(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
