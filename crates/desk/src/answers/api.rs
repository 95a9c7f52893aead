//! Answers as JSON.

use super::{
    AnswerRow,
    actions::{self, NewAnswer, Wanted},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, ServiceId, TeamId, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Listing, Paging, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_answers, create_answer))
        .routes(routes!(get_answer, change_answer))
        .routes(routes!(use_answer))
}

/// Words that help again.
#[derive(Serialize, utoipa::ToSchema)]
struct AnswerJson {
    id: i64,
    title: String,
    /// Markdown with `{{placeholders}}`.
    words: String,
    /// The id of the team whose it is; null: everybody's.
    team: Option<i64>,
    /// The id of the service it is about.
    service: Option<i64>,
    /// Whether people asking may find it.
    is_public: bool,
    is_active: bool,
    /// How often it was put into a reply.
    used: i64,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Time,
}

impl From<AnswerRow> for AnswerJson {
    fn from(a: AnswerRow) -> Self {
        AnswerJson {
            id: a.id,
            title: a.title,
            words: a.words,
            team: a.team_id.map(|id| id.0),
            service: a.service_id.map(|id| id.0),
            is_public: a.is_public,
            is_active: a.is_active,
            used: a.used,
            updated_at: a.updated_at,
        }
    }
}

/// An answer to keep.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAnswerJson {
    title: String,
    words: String,
    team: Option<i64>,
    service: Option<i64>,
    #[serde(default)]
    is_public: bool,
    /// True when left out.
    is_active: Option<bool>,
}

impl From<NewAnswerJson> for NewAnswer {
    fn from(new: NewAnswerJson) -> Self {
        NewAnswer {
            title: new.title,
            words: new.words,
            team: new.team.map(TeamId),
            service: new.service.map(ServiceId),
            is_public: new.is_public,
            is_active: new.is_active.unwrap_or(true),
        }
    }
}

/// Answers the caller may read: by title, or the best twenty for the words in `q`.
#[utoipa::path(get, path = "/answers", operation_id = "list_answers",
    params(("q" = Option<String>, Query, description = "Words to look for"),
        ("service" = Option<i64>, Query, description = "About this service only"),
        ("cursor" = Option<String>, Query, description = "From the `Link` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 200; 50 if left out")),
    responses((status = 200, body = Vec<AnswerJson>)))]
async fn list_answers(visit: ApiVisit) -> Result<Listing<AnswerJson>> {
    let paging = Paging::read(&visit.query)?;
    let wanted = Wanted {
        words: visit.query.get("q").to_owned(),
        service: visit.query.number("service").map(ServiceId),
        after: paging.after,
        most: paging.most_and_one(),
    };
    let found = actions::list(&visit.app, &visit.actor, wanted).await?;
    Ok(paging.listing("/api/v1/answers", &visit.query, found, |answer| answer.id))
}

async fn answer(visit: &ApiVisit, id: i64, status: StatusCode) -> Result<Response> {
    let (answer, _) = actions::get(&visit.app, &visit.actor, id).await?;
    let tag = etag(answer.version);
    Ok((status, tag, Json(AnswerJson::from(answer))).into_response())
}

/// Writes an answer down. Agents for their teams, administrators for everybody.
#[utoipa::path(post, path = "/answers", operation_id = "create_answer", request_body = NewAnswerJson,
    responses((status = 201, body = AnswerJson), (status = 422, body = web::ProblemJson)))]
async fn create_answer(
    visit: ApiVisit,
    JsonBody(new): JsonBody<NewAnswerJson>,
) -> Result<Response> {
    let id = actions::create(&visit.app, &visit.actor, new.into()).await?;
    answer(&visit, id, StatusCode::CREATED).await
}

/// One answer.
#[utoipa::path(get, path = "/answers/{id}", operation_id = "get_answer", params(("id" = i64, Path)),
    responses((status = 200, body = AnswerJson), (status = 404, body = web::ProblemJson)))]
async fn get_answer(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    answer(&visit, id, StatusCode::OK).await
}

/// Replaces an answer. With `If-Match`, only if nobody else did meanwhile.
#[utoipa::path(put, path = "/answers/{id}", operation_id = "change_answer", params(("id" = i64, Path)),
    request_body = NewAnswerJson,
    responses((status = 200, body = AnswerJson), (status = 409, body = web::ProblemJson)))]
async fn change_answer(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewAnswerJson>,
) -> Result<Response> {
    let (now, _) = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, now.version);
    actions::update(&visit.app, &visit.actor, id, Some(version), new.into()).await?;
    answer(&visit, id, StatusCode::OK).await
}

/// Which answer to fill in.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct UseJson {
    /// An answer's id.
    answer: i64,
}

/// An answer with a ticket's facts filled in.
#[derive(Serialize, utoipa::ToSchema)]
struct FilledJson {
    /// Markdown. What has no value on this ticket is a gap like `[[the place?]]`; a reply with a gap
    /// in it is refused.
    words: String,
}

/// The words of an answer for a reply on this ticket. Counts as a use; sends nothing.
#[utoipa::path(post, path = "/tickets/{number}/answers", operation_id = "use_answer",
    params(("number" = i64, Path)), request_body = UseJson,
    responses((status = 200, body = FilledJson), (status = 422, body = web::ProblemJson)))]
async fn use_answer(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<UseJson>,
) -> Result<Json<FilledJson>> {
    let ticket = TicketId(number);
    let words = actions::use_on(&visit.app, &visit.actor, ticket, new.answer).await?;
    Ok(Json(FilledJson { words }))
}
