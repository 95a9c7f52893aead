//! Days that differ, for programs.

use super::{
    actions,
    model::{Day, NewDay},
};
use axum::{Json, extract::Path, http::StatusCode};
use base::App;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_calendar_days, add_calendar_day))
        .routes(routes!(remove_calendar_day))
}

/// A day, or several, on which a calendar differs from its week. Public holidays are not listed.
#[derive(Serialize, utoipa::ToSchema)]
pub struct DayJson {
    id: i64,
    name: String,
    /// The first day.
    #[schema(format = Date)]
    starts_on: String,
    /// The last day.
    #[schema(format = Date)]
    ends_on: String,
    /// When it is open all the same; empty: closed.
    hours: String,
    /// The feed it was read from; none: somebody noted it.
    feed: Option<String>,
}

impl From<Day> for DayJson {
    fn from(it: Day) -> Self {
        let Day { id, name, starts_on, ends_on, hours, feed, .. } = it;
        DayJson { id, name, starts_on, ends_on, hours, feed }
    }
}

/// A day that differs, as a program writes it down.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewDayJson {
    name: String,
    #[schema(format = Date)]
    starts_on: String,
    /// Left out: the same day.
    #[schema(format = Date)]
    ends_on: String,
    /// Left out: closed.
    hours: String,
}

/// Days that somebody noted, and then those of feeds; each by date.
#[utoipa::path(get, path = "/calendars/{id}/days", tag = "directory",
    operation_id = "list_calendar_days", params(("id" = i64, Path)),
    responses((status = 200, body = Vec<DayJson>), (status = 404, body = ProblemJson)))]
async fn list_calendar_days(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<Vec<DayJson>>> {
    let all = actions::list(&visit.app, &visit.actor, id).await?;
    Ok(Json(all.into_iter().map(DayJson::from).collect()))
}

/// Notes days that differ. For administrators. Days that another note has are refused.
#[utoipa::path(post, path = "/calendars/{id}/days", tag = "directory",
    operation_id = "add_calendar_day", params(("id" = i64, Path)), request_body = NewDayJson,
    responses((status = 201, body = DayJson), (status = 422, body = ProblemJson)))]
async fn add_calendar_day(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewDayJson>,
) -> Result<(StatusCode, Json<DayJson>)> {
    let NewDayJson { name, starts_on, ends_on, hours } = new;
    let new = NewDay { name, starts_on, ends_on, hours };
    let day = actions::add(&visit.app, &visit.actor, id, new).await?;
    let all = actions::list(&visit.app, &visit.actor, id).await?;
    let added = all.into_iter().find(|one| one.id == day).ok_or(base::Error::NotFound)?;
    Ok((StatusCode::CREATED, Json(added.into())))
}

/// Takes noted days away. Those of a feed are the feed's.
#[utoipa::path(delete, path = "/calendar-days/{id}", tag = "directory",
    operation_id = "remove_calendar_day", params(("id" = i64, Path)),
    responses((status = 204, description = "Gone"), (status = 404, body = ProblemJson)))]
async fn remove_calendar_day(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
