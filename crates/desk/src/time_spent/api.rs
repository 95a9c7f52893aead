//! Time spent as JSON.

use super::{EntryRow, actions, model::Where};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, TeamId, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_time_entries, create_time_entry))
        .routes(routes!(correct_time_entry))
        .routes(routes!(get_time_setting, change_time_setting))
}

/// Minutes somebody spent on a ticket.
#[derive(Serialize, utoipa::ToSchema)]
struct TimeEntryJson {
    id: i64,
    /// A person's id.
    person: i64,
    person_name: String,
    minutes: i64,
    note: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// How often it was corrected; each earlier version is kept.
    corrections: i64,
}

impl From<EntryRow> for TimeEntryJson {
    fn from(e: EntryRow) -> Self {
        TimeEntryJson {
            id: e.id,
            person: e.person_id.0,
            person_name: e.person,
            minutes: e.minutes,
            note: e.note,
            at: e.at,
            corrections: e.corrections,
        }
    }
}

/// The minutes noted on a ticket, for those who work on it.
#[utoipa::path(get, path = "/tickets/{number}/time", operation_id = "list_time_entries",
    params(("number" = i64, Path)), responses((status = 200, body = Vec<TimeEntryJson>)))]
async fn list_time_entries(
    visit: ApiVisit,
    Path(number): Path<i64>,
) -> Result<Json<Vec<TimeEntryJson>>> {
    let entries = actions::list(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(Json(entries.into_iter().map(TimeEntryJson::from).collect()))
}

/// Minutes to note.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTimeJson {
    minutes: i64,
    #[serde(default)]
    note: String,
}

async fn answer(visit: &ApiVisit, ticket: i64, id: i64, status: StatusCode) -> Result<Response> {
    let (_, entry, _) = actions::get(&visit.app, &visit.actor, TicketId(ticket), id).await?;
    Ok((status, Json(TimeEntryJson::from(entry))).into_response())
}

/// Notes minutes of the caller's own, where noting time is turned on.
#[utoipa::path(post, path = "/tickets/{number}/time", operation_id = "create_time_entry",
    params(("number" = i64, Path)), request_body = NewTimeJson,
    responses((status = 201, body = TimeEntryJson), (status = 422, body = web::ProblemJson)))]
async fn create_time_entry(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewTimeJson>,
) -> Result<Response> {
    let (ticket, minutes) = (TicketId(number), new.minutes.to_string());
    let id = actions::add(&visit.app, &visit.actor, ticket, &minutes, &new.note).await?;
    answer(&visit, number, id, StatusCode::CREATED).await
}

/// Puts one's own entry right. How it was is kept.
#[utoipa::path(put, path = "/tickets/{number}/time/{entry}", operation_id = "correct_time_entry",
    params(("number" = i64, Path), ("entry" = i64, Path)), request_body = NewTimeJson,
    responses((status = 200, body = TimeEntryJson), (status = 422, body = web::ProblemJson)))]
async fn correct_time_entry(
    visit: ApiVisit,
    Path((number, entry)): Path<(i64, i64)>,
    JsonBody(new): JsonBody<NewTimeJson>,
) -> Result<Response> {
    let (ticket, minutes) = (TicketId(number), new.minutes.to_string());
    actions::correct(&visit.app, &visit.actor, ticket, entry, &minutes, &new.note).await?;
    answer(&visit, number, entry, StatusCode::OK).await
}

/// Where time is noted.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct TimeSettingJson {
    /// nowhere, teams, everywhere
    r#where: String,
    /// Ids of the teams that note it.
    #[serde(default)]
    teams: Vec<i64>,
}

async fn setting(visit: &ApiVisit) -> Result<Json<TimeSettingJson>> {
    let (place, _, teams) = actions::setting(&visit.app, &visit.actor).await?;
    let teams = teams.into_iter().map(|team| team.0).collect();
    Ok(Json(TimeSettingJson { r#where: place.to_string(), teams }))
}

/// Where time is noted; for administrators.
#[utoipa::path(get, path = "/time-setting", operation_id = "get_time_setting",
    responses((status = 200, body = TimeSettingJson)))]
async fn get_time_setting(visit: ApiVisit) -> Result<Json<TimeSettingJson>> {
    setting(&visit).await
}

/// Says where time is noted.
#[utoipa::path(put, path = "/time-setting", operation_id = "change_time_setting",
    request_body = TimeSettingJson, responses((status = 200, body = TimeSettingJson)))]
async fn change_time_setting(
    visit: ApiVisit,
    JsonBody(new): JsonBody<TimeSettingJson>,
) -> Result<Json<TimeSettingJson>> {
    let teams = new.teams.into_iter().map(TeamId).collect();
    actions::choose(&visit.app, &visit.actor, Where::parse(&new.r#where), teams).await?;
    setting(&visit).await
}
