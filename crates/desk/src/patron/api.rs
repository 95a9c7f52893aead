//! Patron details as JSON.

use super::{
    actions,
    model::{Detail, Settings},
};
use crate::tickets::{TicketJson, answer};
use axum::{Json, extract::Path, http::StatusCode, response::Response};
use base::{App, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show_patron_details, mark_patron_detail))
        .routes(routes!(patron_settings, change_patron_settings))
}

/// Words that everybody else reads as withheld.
#[derive(Serialize, utoipa::ToSchema)]
struct PatronDetailJson {
    /// As in the token that stands in the text: `(patron detail withheld: KEY)`.
    key: String,
    /// Empty once removed.
    words: String,
    /// Who wrote it.
    by: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// When the words were removed for good.
    #[schema(value_type = Option<String>, format = DateTime)]
    removed_at: Option<Time>,
}

impl From<Detail> for PatronDetailJson {
    fn from(detail: Detail) -> Self {
        let Detail { key, words, author, at, purged_at, .. } = detail;
        PatronDetailJson { key, words, by: author, at, removed_at: purged_at }
    }
}

/// The patron details of a ticket, for those who may see them. Each look is recorded.
#[utoipa::path(get, path = "/tickets/{number}/patron-details", operation_id = "show_patron_details",
    params(("number" = i64, Path)), responses((status = 200, body = Vec<PatronDetailJson>)))]
async fn show_patron_details(
    visit: ApiVisit,
    Path(number): Path<i64>,
) -> Result<Json<Vec<PatronDetailJson>>> {
    let details = actions::show(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(Json(details.into_iter().map(PatronDetailJson::from).collect()))
}

/// Words to withhold that stand unmarked in the ticket.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct MarkJson {
    /// As they stand there.
    patron_words: String,
}

/// Withholds words that somebody wrote without marking them.
#[utoipa::path(post, path = "/tickets/{number}/patron-details", operation_id = "mark_patron_detail",
    params(("number" = i64, Path)), request_body = MarkJson, responses((status = 200, body = TicketJson)))]
async fn mark_patron_detail(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<MarkJson>,
) -> Result<Response> {
    actions::mark(&visit.app, &visit.actor, TicketId(number), &new.patron_words).await?;
    answer(&visit, number, StatusCode::OK).await
}

/// How patron details are kept.
#[derive(Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct PatronSettingsJson {
    /// Days after closing until the words are removed: 1 to 3650.
    patron_days: i64,
    /// What card numbers look like: one pattern a line, `#` for any digit.
    patron_cards: String,
}

/// How patron details are kept.
#[utoipa::path(get, path = "/patron-settings", operation_id = "patron_settings",
    responses((status = 200, body = PatronSettingsJson)))]
async fn patron_settings(visit: ApiVisit) -> Result<Json<PatronSettingsJson>> {
    let Settings { days, cards } = actions::settings(&visit.app, &visit.actor).await?;
    Ok(Json(PatronSettingsJson { patron_days: days, patron_cards: cards }))
}

/// Changes how patron details are kept.
#[utoipa::path(put, path = "/patron-settings", operation_id = "change_patron_settings",
    request_body = PatronSettingsJson, responses((status = 200, body = PatronSettingsJson)))]
async fn change_patron_settings(
    visit: ApiVisit,
    JsonBody(new): JsonBody<PatronSettingsJson>,
) -> Result<Json<PatronSettingsJson>> {
    let days = new.patron_days.to_string();
    actions::save_settings(&visit.app, &visit.actor, &days, &new.patron_cards).await?;
    patron_settings(visit).await
}
