//! The address of one's own calendar, by the API.

use super::actions;
use axum::{Json, http::StatusCode};
use base::{App, Time};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_calendar, renew_calendar, remove_calendar))
}

/// The calendar of one's own.
#[derive(Serialize, utoipa::ToSchema)]
struct CalendarJson {
    /// When its address was made; none: there is none.
    #[schema(value_type = Option<String>, format = DateTime)]
    made_at: Option<Time>,
    /// The address, once, when it is made.
    address: Option<String>,
}

/// Whether the caller has a calendar address.
#[utoipa::path(get, path = "/me/calendar", operation_id = "get_my_calendar",
    responses((status = 200, body = CalendarJson)))]
async fn get_calendar(visit: ApiVisit) -> Result<Json<CalendarJson>> {
    let made_at = actions::made(&visit.app, &visit.actor).await?;
    Ok(Json(CalendarJson { made_at, address: None }))
}

/// Makes a new one; the one before leads nowhere.
#[utoipa::path(post, path = "/me/calendar", operation_id = "renew_my_calendar",
    responses((status = 201, body = CalendarJson)))]
async fn renew_calendar(visit: ApiVisit) -> Result<(StatusCode, Json<CalendarJson>)> {
    let address = actions::renew(&visit.app, &visit.actor).await?;
    let made_at = actions::made(&visit.app, &visit.actor).await?;
    Ok((StatusCode::CREATED, Json(CalendarJson { made_at, address: Some(address) })))
}

/// Takes it away.
#[utoipa::path(delete, path = "/me/calendar", operation_id = "remove_my_calendar",
    responses((status = 204)))]
async fn remove_calendar(visit: ApiVisit) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor).await?;
    Ok(StatusCode::NO_CONTENT)
}
