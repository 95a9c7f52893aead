//! Playback as JSON.

use super::{
    PlaybackRow,
    actions::{self, NewCorrection},
};
use crate::tickets::Channel;
use axum::{Json, extract::Path};
use base::{App, Error, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_playbacks, play_back))
        .routes(routes!(confirm_playback))
        .routes(routes!(correct_playback))
}

/// What was said back, and what became of it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PlaybackJson {
    /// Names it when it is answered.
    id: i64,
    /// Who said it back.
    by: String,
    /// Markdown.
    words: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// open, confirmed, corrected, replaced
    answer: &'static str,
    /// What was right instead, if it was corrected.
    correction: Option<String>,
    answered_by: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Time>,
}

impl From<PlaybackRow> for PlaybackJson {
    fn from(row: PlaybackRow) -> Self {
        PlaybackJson {
            id: row.id,
            by: row.by_name,
            words: row.words,
            at: row.at,
            answer: row.answer.as_str(),
            correction: Some(row.correction).filter(|words| !words.is_empty()),
            answered_by: row.answered_by,
            answered_at: row.answered_at,
        }
    }
}

async fn newest(visit: &ApiVisit, number: i64) -> Result<Json<PlaybackJson>> {
    let found = actions::load(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(Json(found.ok_or(Error::NotFound)?.into()))
}

/// What was said back on a ticket, the newest first.
#[utoipa::path(get, path = "/tickets/{number}/playback", operation_id = "list_playbacks",
    params(("number" = i64, Path)),
    responses((status = 200, body = Vec<PlaybackJson>), (status = 404, body = web::ProblemJson)))]
async fn list_playbacks(
    visit: ApiVisit,
    Path(number): Path<i64>,
) -> Result<Json<Vec<PlaybackJson>>> {
    let found = actions::list(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(Json(found.into_iter().map(PlaybackJson::from).collect()))
}

/// What was understood.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewPlaybackJson {
    /// In plain words, Markdown; left out: the impact statement in plain words.
    understood: Option<String>,
}

/// Says back what was understood; replaces a playback that nobody has answered.
#[utoipa::path(post, path = "/tickets/{number}/playback", operation_id = "create_playback",
    params(("number" = i64, Path)), request_body = NewPlaybackJson,
    responses((status = 200, body = PlaybackJson), (status = 409, body = web::ProblemJson)))]
async fn play_back(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewPlaybackJson>,
) -> Result<Json<PlaybackJson>> {
    let id = TicketId(number);
    let words = match new.understood {
        Some(words) => words,
        None => actions::draft(&visit.app, &visit.actor, id).await?,
    };
    actions::play_back(&visit.app, &visit.actor, id, &words).await?;
    newest(&visit, number).await
}

/// Which playback it is.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ConfirmationJson {
    /// Its id: one that was said anew meanwhile is not confirmed.
    playback: i64,
}

/// Yes, that's it. Only whoever asked or wrote it down.
#[utoipa::path(post, path = "/tickets/{number}/playback/confirmation",
    operation_id = "confirm_playback", params(("number" = i64, Path)),
    request_body = ConfirmationJson,
    responses((status = 200, body = PlaybackJson), (status = 422, body = web::ProblemJson)))]
async fn confirm_playback(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<ConfirmationJson>,
) -> Result<Json<PlaybackJson>> {
    actions::confirm(&visit.app, &visit.actor, TicketId(number), new.playback).await?;
    newest(&visit, number).await
}

/// How it is instead.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct CorrectionJson {
    /// Its id.
    playback: i64,
    /// Becomes a message everybody on the ticket reads.
    correction: String,
}

/// Not quite. Only whoever asked or wrote it down.
#[utoipa::path(post, path = "/tickets/{number}/playback/correction",
    operation_id = "correct_playback", params(("number" = i64, Path)),
    request_body = CorrectionJson,
    responses((status = 200, body = PlaybackJson), (status = 422, body = web::ProblemJson)))]
async fn correct_playback(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<CorrectionJson>,
) -> Result<Json<PlaybackJson>> {
    let new =
        NewCorrection { playback: new.playback, words: new.correction, channel: Channel::Api };
    actions::correct(&visit.app, &visit.actor, TicketId(number), new).await?;
    newest(&visit, number).await
}
