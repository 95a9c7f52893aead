//! Help with wording, as JSON.

use super::actions;
use axum::Json;
use base::{App, TicketId};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(look_over_wording))
        .routes(routes!(get_wording_choice, change_wording_choice))
}

/// A text to look over.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct TextJson {
    text: String,
    /// The ticket it is a reply on, which says who will read it.
    ticket: Option<i64>,
}

/// A word that the reader may not know.
#[derive(Serialize, utoipa::ToSchema)]
struct UnexplainedJson {
    /// The id of the word.
    term: i64,
    name: String,
    /// As it stands in the text.
    found: String,
    /// What to put in brackets behind it.
    short: String,
}

/// Wording to look at again.
#[derive(Serialize, utoipa::ToSchema)]
struct HintJson {
    /// What it is about it: `user-error`, `should-have`, `obvious` ...
    kind: String,
    /// As it stands in the text.
    found: String,
    /// What could be said instead.
    advice: String,
}

/// What may be said better.
#[derive(Serialize, utoipa::ToSchema)]
struct WordingJson {
    terms: Vec<UnexplainedJson>,
    hints: Vec<HintJson>,
}

/// Looks over a text. Nothing of it is kept.
#[utoipa::path(post, path = "/wording", operation_id = "look_over_wording",
    request_body = TextJson, responses((status = 200, body = WordingJson)))]
async fn look_over_wording(
    visit: ApiVisit,
    JsonBody(new): JsonBody<TextJson>,
) -> Result<Json<WordingJson>> {
    let ticket = new.ticket.map(TicketId);
    let notes = actions::notes(&visit.app, &visit.actor, &new.text, ticket).await?;
    let terms = notes.terms.into_iter().map(|one| UnexplainedJson {
        term: one.id,
        name: one.name,
        found: one.found,
        short: one.short,
    });
    let hints = notes.hints.into_iter().map(|one| HintJson {
        kind: one.kind.to_string(),
        found: one.found,
        advice: one.advice,
    });
    Ok(Json(WordingJson { terms: terms.collect(), hints: hints.collect() }))
}

/// Whether help with wording is on.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct WordingChoiceJson {
    is_on: bool,
}

/// Whether the caller gets help with wording. Theirs alone.
#[utoipa::path(get, path = "/me/wording", operation_id = "get_wording_choice",
    responses((status = 200, body = WordingChoiceJson)))]
async fn get_wording_choice(visit: ApiVisit) -> Result<Json<WordingChoiceJson>> {
    let is_on = actions::is_on(&visit.app, &visit.actor).await?;
    Ok(Json(WordingChoiceJson { is_on }))
}

/// Turns it on or off.
#[utoipa::path(put, path = "/me/wording", operation_id = "change_wording_choice",
    request_body = WordingChoiceJson, responses((status = 200, body = WordingChoiceJson)))]
async fn change_wording_choice(
    visit: ApiVisit,
    JsonBody(new): JsonBody<WordingChoiceJson>,
) -> Result<Json<WordingChoiceJson>> {
    actions::choose(&visit.app, &visit.actor, new.is_on).await?;
    Ok(Json(new))
}
