//! Words that somebody did not know, as JSON.

use super::{
    actions::{self, Answer, Asked},
    model::{FEW, Mine, NewAsk},
};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_unknown_words, ask_word))
        .routes(routes!(get_unknown_word))
        .routes(routes!(answer_word))
        .routes(routes!(list_own_words))
        .routes(routes!(list_stumbled_words))
}

/// A word to ask about.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct AskJson {
    word: String,
    /// Where it stood, if whoever asks agrees that it goes along. Without patron details.
    #[serde(default)]
    sentence: String,
}

/// What came of asking.
#[derive(Serialize, utoipa::ToSchema)]
struct AskedJson {
    /// `known`, `filed` or `waits`.
    outcome: &'static str,
    /// The id of the word, where it is in the glossary already.
    term: Option<i64>,
}

/// Asks what a word means. Asking again before it is answered changes nothing.
#[utoipa::path(post, path = "/unknown-words", operation_id = "ask_word", request_body = AskJson,
    responses((status = 200, body = AskedJson), (status = 422, body = web::ProblemJson)))]
async fn ask_word(visit: ApiVisit, JsonBody(new): JsonBody<AskJson>) -> Result<Json<AskedJson>> {
    let is_agreed = !new.sentence.is_empty();
    let new = NewAsk { word: new.word, sentence: new.sentence, is_agreed };
    let (outcome, term) = match actions::ask(&visit.app, &visit.actor, new).await? {
        Asked::Known(id) => ("known", Some(id)),
        Asked::Filed(_) => ("filed", None),
        Asked::Waits => ("waits", None),
    };
    Ok(Json(AskedJson { outcome, term }))
}

/// A word that waits for an answer.
#[derive(Serialize, utoipa::ToSchema)]
struct WaitingJson {
    id: i64,
    word: String,
    /// How many asked.
    asked: i64,
    #[schema(value_type = String, format = DateTime)]
    first_at: Time,
}

/// Words that wait for an answer, those of most people first. For those who keep the words.
#[utoipa::path(get, path = "/unknown-words", operation_id = "list_unknown_words",
    responses((status = 200, body = Vec<WaitingJson>)))]
async fn list_unknown_words(visit: ApiVisit) -> Result<Json<Vec<WaitingJson>>> {
    let waiting = actions::list_waiting(&visit.app, &visit.actor).await?.into_iter();
    let json = waiting.map(|one| WaitingJson {
        id: one.id,
        word: one.word,
        asked: one.asked,
        first_at: one.first_at,
    });
    Ok(Json(json.collect()))
}

/// A word that waits, with where it stood.
#[derive(Serialize, utoipa::ToSchema)]
struct OpenJson {
    id: i64,
    word: String,
    asked: i64,
    /// Sentences in which it stood, never by whom.
    sentences: Vec<String>,
}

/// One of them.
#[utoipa::path(get, path = "/unknown-words/{id}", operation_id = "get_unknown_word",
    params(("id" = i64, Path)),
    responses((status = 200, body = OpenJson), (status = 404, body = web::ProblemJson)))]
async fn get_unknown_word(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<OpenJson>> {
    let open = actions::get(&visit.app, &visit.actor, id).await?;
    let (asked, sentences) = (open.asked, open.sentences);
    Ok(Json(OpenJson { id: open.ask.id, word: open.ask.word, asked, sentences }))
}

/// How it is answered: by a word, or by why it needs none.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerWordJson {
    /// The id of a word of the glossary.
    term: Option<i64>,
    /// Why it needs no entry.
    why: Option<String>,
}

/// Answers everybody who asked about it.
#[utoipa::path(post, path = "/unknown-words/{id}/answer", operation_id = "answer_word",
    params(("id" = i64, Path)), request_body = AnswerWordJson,
    responses((status = 204), (status = 422, body = web::ProblemJson)))]
async fn answer_word(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<AnswerWordJson>,
) -> Result<Response> {
    let answer = match new.why {
        Some(why) => Answer::NotNeeded(why),
        None => Answer::Term(new.term),
    };
    actions::answer(&visit.app, &visit.actor, id, answer).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A question of one's own.
#[derive(Serialize, utoipa::ToSchema)]
struct MineJson {
    id: i64,
    word: String,
    /// `explained` or `not_needed`; null: it waits.
    outcome: Option<String>,
    /// The id of the word that answers it.
    term: Option<i64>,
    /// What was said.
    words: String,
    #[schema(value_type = String, format = DateTime)]
    asked_at: Time,
}

impl From<Mine> for MineJson {
    fn from(one: Mine) -> Self {
        MineJson {
            id: one.id,
            word: one.word,
            outcome: one.outcome.map(|outcome| outcome.to_string()),
            term: one.term_id,
            words: one.words,
            asked_at: one.asked_at,
        }
    }
}

/// The caller's own questions, the newest first.
#[utoipa::path(get, path = "/me/unknown-words", operation_id = "list_own_words",
    responses((status = 200, body = Vec<MineJson>)))]
async fn list_own_words(visit: ApiVisit) -> Result<Json<Vec<MineJson>>> {
    let mine = actions::list_mine(&visit.app, &visit.actor).await?;
    Ok(Json(mine.into_iter().map(MineJson::from).collect()))
}

/// A word that people stumble on. Numbers from 1 to 4 could be one person, and are null.
#[derive(Serialize, utoipa::ToSchema)]
struct StumbledJson {
    term: i64,
    name: String,
    /// How often it was looked up in the last ninety days, once for a person and a day.
    opened: Option<i64>,
    /// The same in the ninety days before.
    opened_before: Option<i64>,
    /// How often it was asked about in the last ninety days.
    asked: Option<i64>,
}

/// Words that people stumble on. For those who keep the words.
#[utoipa::path(get, path = "/terms/stumbled", operation_id = "list_stumbled_words",
    responses((status = 200, body = Vec<StumbledJson>)))]
async fn list_stumbled_words(visit: ApiVisit) -> Result<Json<Vec<StumbledJson>>> {
    let number = |n: i64| Some(n).filter(|n| *n == 0 || *n >= FEW);
    let words = actions::between(&visit.app, &visit.actor).await?.words.into_iter();
    let json = words.map(|one| StumbledJson {
        term: one.id,
        name: one.name,
        opened: number(one.opened),
        opened_before: number(one.opened_before),
        asked: number(one.asked),
    });
    Ok(Json(json.collect()))
}
