//! Steps, for programs.

use super::{
    NoteRow,
    actions::{self, NewNote, Sheet},
};
use crate::ladders::{Part, RungKind};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, Error, Problem, Problems, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, etag, if_match};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_rung))
        .routes(routes!(note_on_rung))
        .routes(routes!(plan_rung))
        .routes(routes!(skip_rung, take_rung_back))
        .routes(routes!(get_worksheet, change_worksheet))
}

/// What was done and said.
#[derive(Serialize, utoipa::ToSchema)]
struct NoteJson {
    id: i64,
    by: String,
    whom: String,
    /// YYYY-MM-DD
    happened_on: String,
    words: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

impl From<NoteRow> for NoteJson {
    fn from(it: NoteRow) -> Self {
        NoteJson {
            id: it.id,
            by: it.by_name,
            whom: it.whom,
            happened_on: it.happened_on,
            words: it.words,
            at: it.at,
        }
    }
}

/// A step.
#[derive(Serialize, utoipa::ToSchema)]
struct RungJson {
    id: i64,
    ladder: i64,
    kind: &'static str,
    /// ahead, taken, skipped
    state: &'static str,
    /// reads, writes, owns
    part: &'static str,
    guidance: String,
    wait_days: i64,
    skipped_words: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    look_at: Option<Time>,
    notes: Vec<NoteJson>,
}

/// A step with what was done on it.
#[utoipa::path(get, path = "/rungs/{id}", operation_id = "get_rung",
    params(("id" = i64, Path)),
    responses((status = 200, body = RungJson), (status = 404, body = ProblemJson)))]
async fn get_rung(visit: ApiVisit, Path(id): Path<i64>) -> Result<Json<RungJson>> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    let guidance = visit.actor.language.t(&format!("rung-guide-{}", it.rung.kind)).to_owned();
    Ok(Json(RungJson {
        id,
        ladder: it.ladder.id,
        kind: it.rung.kind.as_str(),
        state: it.rung.state.as_str(),
        part: Part::word(it.part),
        guidance,
        wait_days: it.rung.wait_days,
        skipped_words: it.rung.skipped_words,
        look_at: it.rung.look_at,
        notes: it.notes.into_iter().map(NoteJson::from).collect(),
    }))
}

/// The names of fields here are those of the form without what they are called there.
fn named(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let plain = |problem: Problem| match problem.field.as_str() {
        "note" | "skip_words" => Problem { field: "words".into(), ..problem },
        _ => problem,
    };
    Error::Invalid(Problems(problems.0.into_iter().map(plain).collect()))
}

/// What was done and said, to write down.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewNoteJson {
    whom: String,
    /// YYYY-MM-DD; empty: today
    happened_on: String,
    words: String,
    /// 1 to 365; left out: as planned
    wait_days: Option<i64>,
}

/// Notes what was done: the step is taken, and looked at again after the wait.
#[utoipa::path(post, path = "/rungs/{id}/notes", operation_id = "note_on_rung",
    params(("id" = i64, Path)), request_body = NewNoteJson,
    responses((status = 204, description = "Noted"), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn note_on_rung(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewNoteJson>,
) -> Result<StatusCode> {
    let new = NewNote {
        whom: new.whom,
        happened_on: new.happened_on,
        words: new.words,
        wait_days: new.wait_days.map(|days| days.to_string()).unwrap_or_default(),
    };
    actions::note(&visit.app, &visit.actor, id, new).await.map_err(named)?;
    Ok(StatusCode::NO_CONTENT)
}

/// When to look at it again.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct LookJson {
    /// YYYY-MM-DD; empty: not at all
    look_on: String,
}

/// Plans when it is looked at again.
#[utoipa::path(put, path = "/rungs/{id}/look", operation_id = "plan_rung",
    params(("id" = i64, Path)), request_body = LookJson,
    responses((status = 204, description = "Planned"), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn plan_rung(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<LookJson>,
) -> Result<StatusCode> {
    actions::plan(&visit.app, &visit.actor, id, &new.look_on).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SkipJson {
    words: String,
}

/// Leaves a step out.
#[utoipa::path(post, path = "/rungs/{id}/skipping", operation_id = "skip_rung",
    params(("id" = i64, Path)), request_body = SkipJson,
    responses((status = 204, description = "Left out"), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn skip_rung(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<SkipJson>,
) -> Result<StatusCode> {
    actions::skip(&visit.app, &visit.actor, id, &new.words).await.map_err(named)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes up a step that was left out.
#[utoipa::path(delete, path = "/rungs/{id}/skipping", operation_id = "take_rung_back",
    params(("id" = i64, Path)),
    responses((status = 204, description = "Taken up"), (status = 404, body = ProblemJson)))]
async fn take_rung_back(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::take_back(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What somebody thinks through.
#[derive(Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct SheetJson {
    asks: String,
    gives: String,
    learned: String,
}

async fn sheet(visit: &ApiVisit, id: i64) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    if !matches!(it.rung.kind, RungKind::Expectations | RungKind::Agreement) {
        return Err(Error::NotFound.into());
    }
    let now = actions::view_sheet(&visit.app, &visit.actor, id).await?;
    let body = SheetJson { asks: now.asks, gives: now.gives, learned: now.learned };
    Ok((etag(now.version), Json(body)).into_response())
}

/// The worksheet of a step that has one.
#[utoipa::path(get, path = "/rungs/{id}/worksheet", operation_id = "get_worksheet",
    params(("id" = i64, Path)),
    responses((status = 200, body = SheetJson), (status = 404, body = ProblemJson)))]
async fn get_worksheet(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    sheet(&visit, id).await
}

/// Writes it anew.
#[utoipa::path(put, path = "/rungs/{id}/worksheet", operation_id = "change_worksheet",
    params(("id" = i64, Path)), request_body = SheetJson,
    responses((status = 200, body = SheetJson), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson)))]
async fn change_worksheet(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<SheetJson>,
) -> Result<Response> {
    let now = actions::view_sheet(&visit.app, &visit.actor, id).await?;
    let version = if_match(&headers, now.version);
    let new = Sheet { asks: new.asks, gives: new.gives, learned: new.learned, version };
    actions::save_sheet(&visit.app, &visit.actor, id, new).await?;
    sheet(&visit, id).await
}
