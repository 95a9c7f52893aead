//! Agendas as JSON.

use super::{
    actions::{self, NewItem},
    model::{Shown, Topic, Way},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header::HeaderName},
};
use base::{App, Error, Problem, Problems};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(add_agenda_item))
        .routes(routes!(get_agenda_topic, remove_agenda_item))
        .routes(routes!(move_agenda_topic))
        .routes(routes!(note_agenda_topic))
        .routes(routes!(put_agenda_topic_aside, take_agenda_topic_up))
        .routes(routes!(put_agenda_line_aside, take_agenda_line_up))
}

/// A line that wrote itself.
#[derive(Serialize, utoipa::ToSchema)]
struct AgendaLineJson {
    /// What it is put aside by.
    key: String,
    text: String,
    /// Why it is here.
    note: String,
    /// Where to read on.
    href: Option<String>,
    ticket: Option<i64>,
    is_aside: bool,
}

/// A topic of a meeting.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TopicJson {
    id: i64,
    /// actions, impact, waits, repeats, coming, felt, praise, ideas, goals, reviews, tours, added
    kind: String,
    title: String,
    why: String,
    added_by: Option<String>,
    is_aside: bool,
    lines: Vec<AgendaLineJson>,
    notes: String,
    /// For If-Match when notes are written.
    version: i64,
}

impl From<Topic> for TopicJson {
    fn from(it: Topic) -> Self {
        let line = |one: Shown| AgendaLineJson {
            key: one.key,
            text: one.line.text,
            note: one.line.note,
            href: Some(one.line.href).filter(|href| !href.is_empty()),
            ticket: one.ticket.map(|id| id.0),
            is_aside: one.is_aside,
        };
        TopicJson {
            id: it.row.id,
            kind: it.row.kind.to_string(),
            title: it.row.title,
            why: it.row.why,
            added_by: it.row.added_name,
            is_aside: it.row.aside_at.is_some(),
            lines: it.lines.into_iter().chain(it.aside).map(line).collect(),
            notes: it.row.notes,
            version: it.row.version,
        }
    }
}

/// Something for an agenda.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewItemJson {
    title: String,
    why: String,
}

/// The number of the topic.
#[derive(Serialize, utoipa::ToSchema)]
struct AgendaItemJson {
    id: i64,
}

/// The names of fields here are those of the form with other words.
fn named(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let plain = |problem: Problem| Problem {
        field: match problem.field.as_str() {
            "item" => "title".into(),
            "item_why" => "why".into(),
            _ => problem.field,
        },
        ..problem
    };
    Error::Invalid(Problems(problems.0.into_iter().map(plain).collect()))
}

/// Puts something on the agenda of a meeting.
#[utoipa::path(post, path = "/meetings/{id}/agenda", operation_id = "add_agenda_item",
    params(("id" = i64, Path)), request_body = NewItemJson,
    responses((status = 201, body = AgendaItemJson), (status = 422, body = ProblemJson)))]
async fn add_agenda_item(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewItemJson>,
) -> Result<(StatusCode, Json<AgendaItemJson>)> {
    let new = NewItem { title: new.title, why: new.why };
    let id = actions::add(&visit.app, &visit.actor, id, new).await.map_err(named)?;
    Ok((StatusCode::CREATED, Json(AgendaItemJson { id })))
}

/// What is noted on a topic.
#[derive(Serialize, utoipa::ToSchema)]
struct TopicNotesJson {
    id: i64,
    meeting: i64,
    notes: String,
}

type Tagged = ([(HeaderName, String); 1], Json<TopicNotesJson>);

async fn one(visit: &ApiVisit, id: i64) -> Result<Tagged> {
    let row = actions::get(&visit.app, &visit.actor, id).await?;
    let json = TopicNotesJson { id, meeting: row.meeting_id, notes: row.notes };
    Ok((etag(row.version), Json(json)))
}

/// One topic's notes.
#[utoipa::path(get, path = "/agenda/{id}", operation_id = "get_agenda_topic",
    params(("id" = i64, Path)),
    responses((status = 200, body = TopicNotesJson), (status = 404, body = ProblemJson)))]
async fn get_agenda_topic(visit: ApiVisit, Path(id): Path<i64>) -> Result<Tagged> {
    one(&visit, id).await
}

/// Takes away what somebody added.
#[utoipa::path(delete, path = "/agenda/{id}", operation_id = "remove_agenda_item",
    params(("id" = i64, Path)),
    responses((status = 204), (status = 409, body = ProblemJson)))]
async fn remove_agenda_item(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which way.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct MoveJson {
    /// up, down
    way: String,
}

/// Moves a topic past its neighbour.
#[utoipa::path(post, path = "/agenda/{id}/moves", operation_id = "move_agenda_topic",
    params(("id" = i64, Path)), request_body = MoveJson,
    responses((status = 204), (status = 422, body = ProblemJson)))]
async fn move_agenda_topic(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<MoveJson>,
) -> Result<StatusCode> {
    let way = match new.way.as_str() {
        "up" => Some(Way::Up),
        "down" => Some(Way::Down),
        _ => None,
    };
    actions::shift(&visit.app, &visit.actor, id, way).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was said.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NotesJson {
    notes: String,
}

/// Writes the notes of a topic. 409 where somebody wrote others since the version in If-Match.
#[utoipa::path(put, path = "/agenda/{id}/notes", operation_id = "note_agenda_topic",
    params(("id" = i64, Path)), request_body = NotesJson,
    responses((status = 200, body = TopicNotesJson), (status = 409, body = ProblemJson)))]
async fn note_agenda_topic(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NotesJson>,
) -> Result<Tagged> {
    let now = actions::get(&visit.app, &visit.actor, id).await?.version;
    let at = (id, if_match(&headers, now));
    actions::note(&visit.app, &visit.actor, at, &new.notes).await?;
    one(&visit, id).await
}

/// Puts a topic aside for this time.
#[utoipa::path(put, path = "/agenda/{id}/aside", operation_id = "put_agenda_topic_aside",
    params(("id" = i64, Path)), responses((status = 204), (status = 404, body = ProblemJson)))]
async fn put_agenda_topic_aside(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::put_aside(&visit.app, &visit.actor, id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes it up again.
#[utoipa::path(delete, path = "/agenda/{id}/aside", operation_id = "take_agenda_topic_up",
    params(("id" = i64, Path)), responses((status = 204), (status = 404, body = ProblemJson)))]
async fn take_agenda_topic_up(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::put_aside(&visit.app, &visit.actor, id, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts one line aside for this time.
#[utoipa::path(put, path = "/meetings/{id}/lines/{line}/aside", operation_id = "put_agenda_line_aside",
    params(("id" = i64, Path), ("line" = String, Path)),
    responses((status = 204), (status = 404, body = ProblemJson)))]
async fn put_agenda_line_aside(
    visit: ApiVisit,
    Path(at): Path<(i64, String)>,
) -> Result<StatusCode> {
    actions::put_line_aside(&visit.app, &visit.actor, at, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes it up again.
#[utoipa::path(delete, path = "/meetings/{id}/lines/{line}/aside", operation_id = "take_agenda_line_up",
    params(("id" = i64, Path), ("line" = String, Path)),
    responses((status = 204), (status = 404, body = ProblemJson)))]
async fn take_agenda_line_up(visit: ApiVisit, Path(at): Path<(i64, String)>) -> Result<StatusCode> {
    actions::put_line_aside(&visit.app, &visit.actor, at, false).await?;
    Ok(StatusCode::NO_CONTENT)
}
