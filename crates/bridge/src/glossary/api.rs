//! Words as JSON.

use super::{
    actions,
    model::{NewTerm, Term, Wanted, Whose},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, PersonId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Listing, Paging, Result, etag, if_match};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_terms, create_term))
        .routes(routes!(get_term, change_term))
        .routes(routes!(retire_term, bring_term_back))
        .routes(routes!(take_term_on))
        .routes(routes!(open_term))
        .routes(routes!(begin_glossary))
}

/// A word of the glossary.
#[derive(Serialize, utoipa::ToSchema)]
struct TermJson {
    id: i64,
    name: String,
    /// Whose word it is: `library`, `it` or `both`.
    side: String,
    /// Whether its capitals matter.
    is_abbreviation: bool,
    /// What it means, for those who work in the library.
    to_library: String,
    /// What it means, for those who work in IT.
    to_it: String,
    example: String,
    /// Other ways to write it.
    synonyms: Vec<String>,
    /// The id of the person who keeps it.
    keeper: Option<i64>,
    /// Whether the keeper has left: whoever keeps words may take it on.
    is_keeper_gone: bool,
    #[schema(value_type = String, format = DateTime)]
    changed_at: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    retired_at: Option<Time>,
}

impl From<Term> for TermJson {
    fn from(term: Term) -> Self {
        TermJson {
            synonyms: term.other_ways().into_iter().map(str::to_owned).collect(),
            is_keeper_gone: term.is_orphan(),
            id: term.id,
            name: term.name,
            side: term.side.to_string(),
            is_abbreviation: term.is_abbreviation,
            to_library: term.to_library,
            to_it: term.to_it,
            example: term.example,
            keeper: term.keeper_id.map(|id| id.0),
            changed_at: term.changed_at,
            retired_at: term.retired_at,
        }
    }
}

/// A word to keep.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTermJson {
    /// What stands in brackets at its end only tells it apart.
    name: String,
    /// `library`, `it` or `both`.
    side: String,
    #[serde(default)]
    is_abbreviation: bool,
    #[serde(default)]
    to_library: String,
    #[serde(default)]
    to_it: String,
    #[serde(default)]
    example: String,
    #[serde(default)]
    synonyms: Vec<String>,
    keeper: Option<i64>,
}

impl From<NewTermJson> for NewTerm {
    fn from(new: NewTermJson) -> Self {
        NewTerm {
            name: new.name,
            side: Whose::parse(&new.side),
            is_abbreviation: new.is_abbreviation,
            to_library: new.to_library,
            to_it: new.to_it,
            example: new.example,
            synonyms: new.synonyms.join("\n"),
            keeper: new.keeper.map(PersonId),
        }
    }
}

/// Words by name.
#[utoipa::path(get, path = "/terms", operation_id = "list_terms",
    params(("q" = Option<String>, Query, description = "Part of a name, a synonym or a meaning"),
        ("letter" = Option<String>, Query, description = "What the name begins with"),
        ("side" = Option<String>, Query, description = "`library`, `it` or `both`"),
        ("retired" = Option<String>, Query, description = "`yes`: those out of use instead"),
        ("cursor" = Option<String>, Query, description = "From the `Link` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 200; 50 if left out")),
    responses((status = 200, body = Vec<TermJson>)))]
async fn list_terms(visit: ApiVisit) -> Result<Listing<TermJson>> {
    let paging = Paging::read(&visit.query)?;
    let wanted = Wanted {
        words: visit.query.get("q").trim().to_lowercase(),
        letter: visit.query.get("letter").to_lowercase().chars().take(1).collect(),
        side: Whose::parse(visit.query.get("side")),
        is_retired: visit.query.is("retired", "yes"),
        after: paging.after,
        most: paging.most_and_one(),
    };
    let found = actions::list(&visit.app, &visit.actor, wanted).await?.terms;
    Ok(paging.listing("/api/v1/terms", &visit.query, found, |term| term.id))
}

async fn term(visit: &ApiVisit, id: i64, status: StatusCode) -> Result<Response> {
    let term = actions::get(&visit.app, &visit.actor, id).await?;
    let tag = etag(term.version);
    Ok((status, tag, Json(TermJson::from(term))).into_response())
}

/// Adds a word. Whoever asked what it means is answered by it.
#[utoipa::path(post, path = "/terms", operation_id = "create_term", request_body = NewTermJson,
    responses((status = 201, body = TermJson), (status = 422, body = web::ProblemJson)))]
async fn create_term(visit: ApiVisit, JsonBody(new): JsonBody<NewTermJson>) -> Result<Response> {
    let id = actions::create(&visit.app, &visit.actor, new.into()).await?;
    term(&visit, id, StatusCode::CREATED).await
}

/// One word. Does not count as looking it up.
#[utoipa::path(get, path = "/terms/{id}", operation_id = "get_term", params(("id" = i64, Path)),
    responses((status = 200, body = TermJson), (status = 404, body = web::ProblemJson)))]
async fn get_term(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    term(&visit, id, StatusCode::OK).await
}

/// Replaces a word. With `If-Match`, only if nobody else did meanwhile.
#[utoipa::path(put, path = "/terms/{id}", operation_id = "change_term", params(("id" = i64, Path)),
    request_body = NewTermJson,
    responses((status = 200, body = TermJson), (status = 422, body = web::ProblemJson)))]
async fn change_term(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewTermJson>,
) -> Result<Response> {
    let now = actions::get(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, now.version);
    actions::update(&visit.app, &visit.actor, id, version, new.into()).await?;
    term(&visit, id, StatusCode::OK).await
}

/// Takes a word out of use.
#[utoipa::path(put, path = "/terms/{id}/retirement", operation_id = "retire_term",
    params(("id" = i64, Path)),
    responses((status = 200, body = TermJson), (status = 404, body = web::ProblemJson)))]
async fn retire_term(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    actions::retire(&visit.app, &visit.actor, id).await?;
    term(&visit, id, StatusCode::OK).await
}

/// Brings a word back.
#[utoipa::path(delete, path = "/terms/{id}/retirement", operation_id = "bring_term_back",
    params(("id" = i64, Path)),
    responses((status = 200, body = TermJson), (status = 404, body = web::ProblemJson)))]
async fn bring_term_back(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    actions::bring_back(&visit.app, &visit.actor, id).await?;
    term(&visit, id, StatusCode::OK).await
}

/// Becomes the keeper of a word.
#[utoipa::path(put, path = "/terms/{id}/keeper", operation_id = "take_term_on",
    params(("id" = i64, Path)),
    responses((status = 200, body = TermJson), (status = 404, body = web::ProblemJson)))]
async fn take_term_on(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    actions::take_on(&visit.app, &visit.actor, id).await?;
    term(&visit, id, StatusCode::OK).await
}

/// Looks a word up: counted once for a person and a day, without keeping who it was.
#[utoipa::path(post, path = "/terms/{id}/opens", operation_id = "open_term",
    params(("id" = i64, Path)),
    responses((status = 200, body = TermJson), (status = 404, body = web::ProblemJson)))]
async fn open_term(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<TermJson>> {
    Ok(Json(actions::open(&visit.app, &visit.actor, id).await?.into()))
}

/// How many words were put in.
#[derive(Serialize, utoipa::ToSchema)]
struct BegunJson {
    added: usize,
}

/// Puts in the words to begin with; what is there already stays.
#[utoipa::path(post, path = "/terms/beginning", operation_id = "begin_glossary",
    responses((status = 200, body = BegunJson)))]
async fn begin_glossary(visit: ApiVisit) -> Result<Json<BegunJson>> {
    Ok(Json(BegunJson { added: actions::seed(&visit.app, &visit.actor).await? }))
}
