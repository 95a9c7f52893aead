//! Ladders as JSON, for whoever may see them.

use super::{
    Ladder,
    actions::{self, NewLadder, View},
    model::Part,
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, LocationId, ServiceId, Time};
use people::Named;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, etag, if_match};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_ladders, begin_ladder))
        .routes(routes!(get_ladder, change_ladder))
}

/// A ladder in a list.
#[derive(Serialize, utoipa::ToSchema)]
struct LadderJson {
    id: i64,
    title: String,
    /// climbing, resolved, accepted, coexisting
    state: &'static str,
    owner: Named,
    relationship: i64,
    words: String,
    wants: String,
    /// YYYY-MM-DD; empty: not said
    wants_on: String,
    service: Option<Named>,
    location: Option<Named>,
    ended_words: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    review_at: Option<Time>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
    /// Something on it waits for the caller; only in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    waits: Option<bool>,
}

impl From<Ladder> for LadderJson {
    fn from(it: Ladder) -> Self {
        let named = |(id, name)| Named { id, name };
        LadderJson {
            id: it.id,
            title: it.title,
            state: it.state.as_str(),
            owner: Named { id: it.owner_id.0, name: it.owner },
            relationship: it.relationship_id,
            words: it.words,
            wants: it.wants,
            wants_on: it.wants_on,
            service: it.service_id.map(|id| id.0).zip(it.service).map(named),
            location: it.location_id.map(|id| id.0).zip(it.location).map(named),
            ended_words: it.ended_words,
            review_at: it.review_at,
            created_at: it.created_at,
            waits: None,
        }
    }
}

/// A step in short.
#[derive(Serialize, utoipa::ToSchema)]
struct StepJson {
    id: i64,
    /// own_manager, expectations, praise, impact, it_manager, agreement, acceptance
    kind: &'static str,
    /// ahead, taken, skipped
    state: &'static str,
    wait_days: i64,
    skipped_words: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    look_at: Option<Time>,
}

/// Somebody who was let in.
#[derive(Serialize, utoipa::ToSchema)]
struct GuestJson {
    id: i64,
    person: Named,
    may_write: bool,
    words: String,
    #[schema(value_type = String, format = DateTime)]
    invited_at: Time,
    has_looked: bool,
}

/// Something that was done.
#[derive(Serialize, utoipa::ToSchema)]
struct DeedJson {
    kind: String,
    who: Option<String>,
    words: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

/// A ladder with everything on it.
#[derive(Serialize, utoipa::ToSchema)]
struct WholeLadderJson {
    #[serde(flatten)]
    ladder: LadderJson,
    /// reads, writes, owns
    part: &'static str,
    /// The requests it names that the caller may see.
    tickets: Vec<i64>,
    steps: Vec<StepJson>,
    /// The step that usually helps most next.
    next_step: Option<i64>,
    guests: Vec<GuestJson>,
    deeds: Vec<DeedJson>,
}

impl From<View> for WholeLadderJson {
    fn from(it: View) -> Self {
        let next_step = it.next().map(|rung| rung.id);
        let steps = it.rungs.into_iter().map(|rung| StepJson {
            id: rung.id,
            kind: rung.kind.as_str(),
            state: rung.state.as_str(),
            wait_days: rung.wait_days,
            skipped_words: rung.skipped_words,
            look_at: rung.look_at,
        });
        let guests = it.guests.into_iter().map(|guest| GuestJson {
            id: guest.id,
            person: Named { id: guest.person_id.0, name: guest.name },
            may_write: guest.may_write,
            words: guest.words,
            invited_at: guest.invited_at,
            has_looked: guest.seen_at.is_some(),
        });
        let deeds = it.deeds.into_iter().map(|deed| DeedJson {
            kind: deed.kind,
            who: deed.name,
            words: deed.words,
            at: deed.at,
        });
        WholeLadderJson {
            part: Part::word(it.part),
            tickets: it.tickets.iter().map(|(id, _)| id.0).collect(),
            steps: steps.collect(),
            next_step,
            guests: guests.collect(),
            deeds: deeds.collect(),
            ladder: it.ladder.into(),
        }
    }
}

async fn whole(visit: &ApiVisit, id: i64) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    let tag = etag(it.ladder.version);
    Ok((tag, Json(WholeLadderJson::from(it))).into_response())
}

/// The caller's own ladders, and those they were let in on. Nobody else's, whoever asks.
#[utoipa::path(get, path = "/ladders", operation_id = "list_ladders",
    responses((status = 200, body = Vec<LadderJson>)))]
async fn list_ladders(visit: ApiVisit) -> Result<Json<Vec<LadderJson>>> {
    let all = actions::list(&visit.app, &visit.actor).await?.into_iter();
    let waiting = actions::list_waiting(&visit.app, &visit.actor).await?;
    let json = all.map(|it| {
        let waits = Some(waiting.contains(&it.id));
        LadderJson { waits, ..LadderJson::from(it) }
    });
    Ok(Json(json.collect()))
}

/// A ladder as somebody writes it down.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewLadderJson {
    /// Counts only at the beginning.
    relationship: Option<i64>,
    title: String,
    words: String,
    wants: String,
    /// YYYY-MM-DD
    wants_on: String,
    service: Option<i64>,
    location: Option<i64>,
    tickets: Vec<i64>,
}

impl From<NewLadderJson> for NewLadder {
    fn from(new: NewLadderJson) -> Self {
        let tickets: Vec<_> = new.tickets.iter().map(i64::to_string).collect();
        NewLadder {
            relationship: new.relationship,
            title: new.title,
            words: new.words,
            wants: new.wants,
            wants_on: new.wants_on,
            service: new.service.map(ServiceId),
            location: new.location.map(LocationId),
            tickets: tickets.join(" "),
        }
    }
}

/// Begins a ladder for a relationship that the caller has a part in.
#[utoipa::path(post, path = "/ladders", operation_id = "begin_ladder",
    request_body = NewLadderJson,
    responses((status = 201, body = WholeLadderJson), (status = 422, body = ProblemJson)))]
async fn begin_ladder(visit: ApiVisit, JsonBody(new): JsonBody<NewLadderJson>) -> Result<Response> {
    let id = actions::begin(&visit.app, &visit.actor, new.into()).await?;
    let mut response = whole(&visit, id).await?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// One with everything on it.
#[utoipa::path(get, path = "/ladders/{id}", operation_id = "get_ladder",
    params(("id" = i64, Path)),
    responses((status = 200, body = WholeLadderJson), (status = 404, body = ProblemJson)))]
async fn get_ladder(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    whole(&visit, id).await
}

/// Writes anew what it says and is about.
#[utoipa::path(put, path = "/ladders/{id}", operation_id = "change_ladder",
    params(("id" = i64, Path)), request_body = NewLadderJson,
    responses((status = 200, body = WholeLadderJson), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson)))]
async fn change_ladder(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewLadderJson>,
) -> Result<Response> {
    let now = actions::load(&visit.app, &visit.actor, id).await?.ladder;
    let version = if_match(&headers, now.version);
    actions::update(&visit.app, &visit.actor, (id, version), new.into()).await?;
    whole(&visit, id).await
}
