//! Calls for help as JSON.

use super::{
    AssistRow,
    actions::{self, NewAssist},
    model::{Answer, Both},
};
use crate::following::Whom;
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, Error, PersonId, Problem, Problems, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_my_assists))
        .routes(routes!(ask_ticket_assist))
        .routes(routes!(answer_ticket_assist))
        .routes(routes!(thank_ticket_assist))
}

/// A call for help.
#[derive(Serialize, utoipa::ToSchema)]
struct AssistJson {
    id: i64,
    ticket: i64,
    asked_by: String,
    helper: String,
    words: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// gave, cannot; none while it is open
    answer: Option<&'static str>,
    answer_words: String,
    thanks: String,
    is_thanked: bool,
}

impl From<AssistRow> for AssistJson {
    fn from(it: AssistRow) -> Self {
        AssistJson {
            id: it.id,
            ticket: it.ticket_id.0,
            asked_by: it.asked_by_name,
            helper: it.helper,
            words: it.words,
            at: it.at,
            answer: it.answer.map(Answer::as_str),
            answer_words: it.answer_words,
            thanks: it.thanks,
            is_thanked: it.thanked_at.is_some(),
        }
    }
}

/// How often help was given and received.
#[derive(Serialize, utoipa::ToSchema)]
struct BothJson {
    given: i64,
    received: i64,
}

impl From<Both> for BothJson {
    fn from(it: Both) -> Self {
        BothJson { given: it.given, received: it.received }
    }
}

/// Help given and received.
#[derive(Serialize, utoipa::ToSchema)]
struct HelpedJson {
    mine: BothJson,
    department: Option<BothJson>,
    to_me: Vec<AssistJson>,
    by_me: Vec<AssistJson>,
}

/// The names of fields here are those of the form without where they stand.
fn named(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let plain = |problem: Problem| Problem {
        field: match problem.field.as_str() {
            "helper" => "person".into(),
            "helped" => "answer".into(),
            _ => "words".into(),
        },
        ..problem
    };
    Error::Invalid(Problems(problems.0.into_iter().map(plain).collect()))
}

/// Help that the caller and their department gave and received.
#[utoipa::path(get, path = "/me/assists", operation_id = "list_my_assists",
    responses((status = 200, body = HelpedJson)))]
async fn list_my_assists(visit: ApiVisit) -> Result<Json<HelpedJson>> {
    let it = actions::helped(&visit.app, &visit.actor).await?;
    Ok(Json(HelpedJson {
        mine: it.mine.into(),
        department: it.department.map(BothJson::from),
        to_me: it.to_me.into_iter().map(AssistJson::from).collect(),
        by_me: it.by_me.into_iter().map(AssistJson::from).collect(),
    }))
}

/// What is asked of whom.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAssistJson {
    /// A person's id.
    person: i64,
    words: String,
}

/// The number of the call.
#[derive(Serialize, utoipa::ToSchema)]
struct AskedJson {
    id: i64,
}

/// Asks a colleague for help with a ticket.
#[utoipa::path(post, path = "/tickets/{number}/assists", operation_id = "ask_ticket_assist",
    params(("number" = i64, Path)), request_body = NewAssistJson,
    responses((status = 201, body = AskedJson), (status = 422, body = web::ProblemJson)))]
async fn ask_ticket_assist(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewAssistJson>,
) -> Result<Response> {
    let new = NewAssist { helper: Whom::Id(PersonId(new.person)), words: new.words };
    let made = actions::ask(&visit.app, &visit.actor, TicketId(number), new).await;
    Ok((StatusCode::CREATED, Json(AskedJson { id: made.map_err(named)? })).into_response())
}

/// What the colleague says.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct AssistAnswerJson {
    /// gave, cannot
    answer: String,
    /// How, or why not.
    words: String,
}

/// Says that one helped, or cannot now.
#[utoipa::path(post, path = "/tickets/{number}/assists/{assist}/answer",
    operation_id = "answer_ticket_assist",
    params(("number" = i64, Path), ("assist" = i64, Path)), request_body = AssistAnswerJson,
    responses((status = 204), (status = 422, body = web::ProblemJson)))]
async fn answer_ticket_assist(
    visit: ApiVisit,
    Path((number, assist)): Path<(i64, i64)>,
    JsonBody(new): JsonBody<AssistAnswerJson>,
) -> Result<StatusCode> {
    let (id, answer) = (TicketId(number), Answer::parse(&new.answer));
    let outcome = actions::answer(&visit.app, &visit.actor, id, assist, answer, &new.words).await;
    outcome.map_err(named)?;
    Ok(StatusCode::NO_CONTENT)
}

/// A word of thanks; it may be left out.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct ThanksJson {
    words: String,
}

/// Thanks whoever helped.
#[utoipa::path(post, path = "/tickets/{number}/assists/{assist}/thanks",
    operation_id = "thank_ticket_assist",
    params(("number" = i64, Path), ("assist" = i64, Path)), request_body = ThanksJson,
    responses((status = 204)))]
async fn thank_ticket_assist(
    visit: ApiVisit,
    Path((number, assist)): Path<(i64, i64)>,
    JsonBody(new): JsonBody<ThanksJson>,
) -> Result<StatusCode> {
    let id = TicketId(number);
    actions::thank(&visit.app, &visit.actor, id, assist, &new.words).await.map_err(named)?;
    Ok(StatusCode::NO_CONTENT)
}
