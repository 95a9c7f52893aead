//! The forms for saying it back and answering; they live on the ticket's page.

use super::actions::{self, NewCorrection};
use crate::tickets::{Channel, show_with};
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/playback", post(play_back))
        .route("/tickets/{id}/playback/confirmation", post(confirm))
        .route("/tickets/{id}/playback/correction", post(correct))
}

async fn play_back(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let words = fields.get("understood");
    let outcome = actions::play_back(&visit.app, &visit.actor, TicketId(id), words).await;
    show_with(&visit, id, outcome, "played-back", "playback", fields).await
}

async fn confirm(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let playback = fields.number("playback").unwrap_or_default();
    let outcome = actions::confirm(&visit.app, &visit.actor, TicketId(id), playback).await;
    show_with(&visit, id, outcome, "playback-confirmed", "", fields).await
}

async fn correct(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let new = NewCorrection {
        playback: fields.number("playback").unwrap_or_default(),
        words: fields.get("correction").to_owned(),
        channel: Channel::Web,
    };
    let outcome = actions::correct(&visit.app, &visit.actor, TicketId(id), new).await;
    show_with(&visit, id, outcome, "playback-corrected", "correction", fields).await
}
