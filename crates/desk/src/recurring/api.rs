//! Recurring tickets as JSON.

use super::{
    RecurrenceRow, RunRow,
    actions::{self, NewRecurrence},
    model::Choice,
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, LocationId, PersonId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_recurrences, create_recurrence))
        .routes(routes!(get_recurrence, change_recurrence))
        .routes(routes!(pause_recurrence))
        .routes(routes!(list_recurrence_dates))
}

/// A ticket that opens by itself.
#[derive(Serialize, utoipa::ToSchema)]
struct RecurrenceJson {
    id: i64,
    /// A template's id.
    template: i64,
    template_name: String,
    /// working_days, weekly, fortnightly, first_working_day, last_working_day, monthly, yearly, own
    choice: &'static str,
    /// RFC 5545, without DTSTART.
    rule: String,
    /// Local date and time.
    starts_at: String,
    /// A local date; empty: for ever.
    ends_on: String,
    location: Option<i64>,
    time_zone: String,
    owner: i64,
    assignee: Option<i64>,
    is_paused: bool,
    #[schema(value_type = Option<String>, format = DateTime)]
    next_at: Option<Time>,
    #[schema(value_type = Vec<String>)]
    next_dates: Vec<Time>,
    /// What it opened, newest first.
    tickets: Vec<RunJson>,
}

/// A ticket that opened by itself.
#[derive(Serialize, utoipa::ToSchema)]
struct RunJson {
    number: i64,
    #[schema(value_type = String, format = DateTime)]
    occurs_at: Time,
    /// Earlier dates that passed unopened.
    missed: i64,
}

fn json(row: RecurrenceRow, runs: Vec<RunRow>, next_dates: Vec<Time>) -> RecurrenceJson {
    let run =
        |r: RunRow| RunJson { number: r.ticket_id.0, occurs_at: r.occurs_at, missed: r.missed };
    RecurrenceJson {
        id: row.id,
        template: row.template_id,
        template_name: row.template,
        choice: row.choice.as_str(),
        rule: row.rule,
        starts_at: row.starts_at,
        ends_on: row.ends_on,
        location: row.location_id.map(|id| id.0),
        time_zone: row.time_zone,
        owner: row.owner_id.0,
        assignee: row.assignee_id.map(|id| id.0),
        is_paused: row.is_paused,
        next_at: row.next_at,
        next_dates,
        tickets: runs.into_iter().map(run).collect(),
    }
}

/// A recurrence to keep.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRecurrenceJson {
    #[serde(default)]
    template: i64,
    /// working_days, weekly, fortnightly, first_working_day, last_working_day, monthly, yearly, own
    #[serde(default)]
    choice: String,
    /// With `own`: RFC 5545, at most daily.
    #[serde(default)]
    rule: String,
    /// Local, `2026-11-30T09:00`.
    #[serde(default)]
    starts_at: String,
    #[serde(default)]
    ends_on: String,
    location: Option<i64>,
    assignee: Option<i64>,
}

impl From<NewRecurrenceJson> for NewRecurrence {
    fn from(new: NewRecurrenceJson) -> Self {
        NewRecurrence {
            template: new.template,
            choice: Choice::parse(&new.choice),
            rule: new.rule,
            starts_at: new.starts_at,
            ends_on: new.ends_on,
            location: new.location.map(LocationId),
            assignee: new.assignee.map(PersonId),
        }
    }
}

async fn answer(visit: &ApiVisit, id: i64, status: StatusCode) -> Result<Response> {
    let (row, runs, dates) = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((status, etag(row.version), Json(json(row, runs, dates))).into_response())
}

/// Recurring tickets that the caller keeps, what opens next first.
#[utoipa::path(get, path = "/recurrences", operation_id = "list_recurrences",
    responses((status = 200, body = Vec<RecurrenceJson>)))]
async fn list_recurrences(visit: ApiVisit) -> Result<Json<Vec<RecurrenceJson>>> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(all.into_iter().map(|row| json(row, Vec::new(), Vec::new())).collect()))
}

/// Lets a template open by itself. Agents for the templates of their teams, administrators for all.
#[utoipa::path(post, path = "/recurrences", operation_id = "create_recurrence", request_body = NewRecurrenceJson,
    responses((status = 201, body = RecurrenceJson), (status = 422, body = web::ProblemJson)))]
async fn create_recurrence(
    visit: ApiVisit,
    JsonBody(new): JsonBody<NewRecurrenceJson>,
) -> Result<Response> {
    let id = actions::create(&visit.app, &visit.actor, new.into()).await?;
    answer(&visit, id, StatusCode::CREATED).await
}

/// One recurring ticket, with its next dates and what it opened.
#[utoipa::path(get, path = "/recurrences/{id}", operation_id = "get_recurrence", params(("id" = i64, Path)),
    responses((status = 200, body = RecurrenceJson), (status = 404, body = web::ProblemJson)))]
async fn get_recurrence(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    answer(&visit, id, StatusCode::OK).await
}

/// Replaces it; the caller owns it from then on. With `If-Match`, only if nobody else did meanwhile.
#[utoipa::path(put, path = "/recurrences/{id}", operation_id = "change_recurrence", params(("id" = i64, Path)),
    request_body = NewRecurrenceJson, responses((status = 200, body = RecurrenceJson), (status = 409, body = web::ProblemJson)))]
async fn change_recurrence(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewRecurrenceJson>,
) -> Result<Response> {
    let (now, ..) = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, now.version);
    actions::update(&visit.app, &visit.actor, id, Some(version), new.into()).await?;
    answer(&visit, id, StatusCode::OK).await
}

/// Whether it waits.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct PauseJson {
    is_paused: bool,
}

/// Pauses it, or lets it go on.
#[utoipa::path(post, path = "/recurrences/{id}/pause", operation_id = "pause_recurrence", params(("id" = i64, Path)),
    request_body = PauseJson, responses((status = 200, body = RecurrenceJson)))]
async fn pause_recurrence(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<PauseJson>,
) -> Result<Response> {
    actions::pause(&visit.app, &visit.actor, id, new.is_paused).await?;
    answer(&visit, id, StatusCode::OK).await
}

/// The next five dates of a rule, before it is kept.
#[utoipa::path(post, path = "/recurrence-dates", operation_id = "list_recurrence_dates",
    request_body = NewRecurrenceJson, responses((status = 200, body = Vec<String>)))]
async fn list_recurrence_dates(
    visit: ApiVisit,
    JsonBody(new): JsonBody<NewRecurrenceJson>,
) -> Result<Json<Vec<Time>>> {
    let (dates, _) = actions::dates(&visit.app, &visit.actor, new.into()).await?;
    Ok(Json(dates))
}
