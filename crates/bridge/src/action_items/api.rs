//! Promises as JSON.

use super::{
    actions::{self, NewAction, Place, Seen, Wanted},
    model::{ActionItem, Ending},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header::HeaderName},
};
use base::{App, Error, PersonId, Problem, Problems, Time};
use desk::following::Whom;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_actions))
        .routes(routes!(promise_action))
        .routes(routes!(promise_action_at_meeting))
        .routes(routes!(get_action, change_action))
        .routes(routes!(finish_action))
}

/// Something that was promised.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ActionJson {
    id: i64,
    relationship: i64,
    meeting: Option<i64>,
    words: String,
    /// A person's id; none: nobody yet.
    owner: Option<i64>,
    owner_name: Option<String>,
    /// Whether they have left, so that somebody else should take it.
    has_owner_left: bool,
    /// YYYY-MM-DD
    due_on: Option<String>,
    ticket: Option<i64>,
    #[schema(value_type = String, format = DateTime)]
    promised_at: Time,
    is_open: bool,
    /// What came of it.
    outcome: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    done_at: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    dropped_at: Option<Time>,
}

impl From<ActionItem> for ActionJson {
    fn from(it: ActionItem) -> Self {
        ActionJson {
            id: it.id,
            relationship: it.relationship_id,
            meeting: it.meeting_id,
            words: it.words,
            owner: it.owner_id.map(|id| id.0),
            owner_name: it.owner,
            has_owner_left: it.is_owner_here == Some(false),
            due_on: Some(it.due_on).filter(|due| !due.is_empty()),
            ticket: it.ticket_id.map(|id| id.0),
            promised_at: it.promised_at,
            is_open: it.is_open,
            outcome: it.done_words,
            done_at: it.done_at,
            dropped_at: it.dropped_at,
        }
    }
}

/// A promise as somebody writes it down.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewActionJson {
    words: String,
    /// A person's id; left out: nobody yet.
    owner: Option<i64>,
    /// YYYY-MM-DD
    due_on: Option<String>,
    ticket: Option<i64>,
}

impl From<NewActionJson> for NewAction {
    fn from(new: NewActionJson) -> Self {
        NewAction {
            words: new.words,
            owner: new.owner.map(|id| Whom::Id(PersonId(id))),
            due: new.due_on.unwrap_or_default(),
            ticket: new.ticket.map(|id| id.to_string()).unwrap_or_default(),
        }
    }
}

/// How it ended.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct ActionEndingJson {
    /// What came of it.
    words: String,
    /// It is not needed any more; words must say why.
    is_dropped: bool,
}

/// The names of fields here are those of the form with other words.
fn named(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let plain = |problem: Problem| Problem {
        field: match problem.field.as_str() {
            "action" | "done_words" => "words".into(),
            "due" => "due_on".into(),
            _ => problem.field,
        },
        ..problem
    };
    Error::Invalid(Problems(problems.0.into_iter().map(plain).collect()))
}

type Tagged = ([(HeaderName, String); 1], Json<ActionJson>);

async fn one(visit: &ApiVisit, id: i64) -> Result<Tagged> {
    let Seen { item, .. } = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((etag(item.version), Json(item.into())))
}

/// What was promised, the most urgent first. `whose`: mine, side, all; `stand`: open, overdue, over;
/// `relationship`: only of this one.
#[utoipa::path(get, path = "/actions", operation_id = "list_actions",
    params(("whose" = Option<String>, Query), ("stand" = Option<String>, Query),
        ("relationship" = Option<i64>, Query)),
    responses((status = 200, body = Vec<ActionJson>)))]
async fn list_actions(visit: ApiVisit) -> Result<Json<Vec<ActionJson>>> {
    let wanted = Wanted {
        whose: visit.query.get("whose").to_owned(),
        stand: visit.query.get("stand").to_owned(),
        relationship: visit.query.number("relationship"),
    };
    let all = actions::list(&visit.app, &visit.actor, wanted).await?;
    Ok(Json(all.into_iter().map(ActionJson::from).collect()))
}

async fn promised(
    visit: &ApiVisit,
    place: Place,
    new: NewActionJson,
) -> Result<(StatusCode, Tagged)> {
    let made = actions::promise(&visit.app, &visit.actor, place, new.into()).await;
    Ok((StatusCode::CREATED, one(visit, made.map_err(named)?).await?))
}

/// Writes a promise down between meetings.
#[utoipa::path(post, path = "/relationships/{id}/actions", operation_id = "promise_action",
    params(("id" = i64, Path)), request_body = NewActionJson,
    responses((status = 201, body = ActionJson), (status = 422, body = ProblemJson)))]
async fn promise_action(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewActionJson>,
) -> Result<(StatusCode, Tagged)> {
    promised(&visit, Place::Relationship(id), new).await
}

/// Writes down what is promised at a meeting.
#[utoipa::path(post, path = "/meetings/{id}/actions", operation_id = "promise_action_at_meeting",
    params(("id" = i64, Path)), request_body = NewActionJson,
    responses((status = 201, body = ActionJson), (status = 409, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn promise_action_at_meeting(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewActionJson>,
) -> Result<(StatusCode, Tagged)> {
    promised(&visit, Place::Meeting(id), new).await
}

/// One promise.
#[utoipa::path(get, path = "/actions/{id}", operation_id = "get_action", params(("id" = i64, Path)),
    responses((status = 200, body = ActionJson), (status = 404, body = ProblemJson)))]
async fn get_action(visit: ApiVisit, Path(id): Path<i64>) -> Result<Tagged> {
    one(&visit, id).await
}

/// Writes all of it anew.
#[utoipa::path(put, path = "/actions/{id}", operation_id = "change_action",
    params(("id" = i64, Path)), request_body = NewActionJson,
    responses((status = 200, body = ActionJson), (status = 409, body = ProblemJson)))]
async fn change_action(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewActionJson>,
) -> Result<Tagged> {
    let now = actions::get(&visit.app, &visit.actor, id).await?.item.version;
    let version = if_match(&headers, now);
    let saved = actions::update(&visit.app, &visit.actor, (id, version), new.into()).await;
    saved.map_err(named)?;
    one(&visit, id).await
}

/// Says that it was done, or is not needed any more.
#[utoipa::path(post, path = "/actions/{id}/completion", operation_id = "finish_action",
    params(("id" = i64, Path)), request_body = ActionEndingJson,
    responses((status = 200, body = ActionJson), (status = 409, body = ProblemJson)))]
async fn finish_action(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<ActionEndingJson>,
) -> Result<Tagged> {
    let ending = if new.is_dropped { Ending::Dropped } else { Ending::Done };
    let done = actions::finish(&visit.app, &visit.actor, id, ending, &new.words).await;
    done.map_err(named)?;
    one(&visit, id).await
}
