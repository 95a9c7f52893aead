//! Placements as JSON.

use super::{
    AgreementRow, EntryRow, PlacementRow,
    actions::{self, Seen},
    model::{NewPlacement, Part, State, read_clock},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, PersonId, Time};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_placements, create_placement))
        .routes(routes!(get_placement, change_placement))
        .routes(routes!(agree_placement))
        .routes(routes!(note_placement))
        .routes(routes!(share_placement_entry, unshare_placement_entry))
        .routes(routes!(end_placement))
        .routes(routes!(withdraw_placement))
}

/// A placement in a list.
#[derive(Serialize, utoipa::ToSchema)]
struct PlacementJson {
    id: i64,
    /// Counts changes: whoever agrees sends it back.
    version: i64,
    person: String,
    host: String,
    aims: String,
    /// 2026-11-30
    starts_on: String,
    ends_on: String,
    /// Monday is 1.
    weekday: i64,
    /// 09:00
    begins: String,
    /// A week.
    minutes: i64,
    /// proposed, agreed, ended, withdrawn
    #[schema(value_type = String)]
    state: State,
    /// Why it was withdrawn.
    reason: String,
    learnt: String,
}

impl From<PlacementRow> for PlacementJson {
    fn from(it: PlacementRow) -> Self {
        PlacementJson {
            id: it.id,
            version: it.version,
            person: it.person,
            host: it.host,
            aims: it.aims,
            starts_on: it.starts_on,
            ends_on: it.ends_on,
            weekday: it.weekday,
            begins: format!("{:02}:{:02}", it.begins / 60, it.begins % 60),
            minutes: it.minutes,
            state: it.state,
            reason: it.reason,
            learnt: it.learnt,
        }
    }
}

/// Somebody's yes.
#[derive(Serialize, utoipa::ToSchema)]
struct AgreementJson {
    /// person, host, keeper_customer, keeper_provider
    #[schema(value_type = String)]
    part: Part,
    who: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

/// A few lines of the diary.
#[derive(Serialize, utoipa::ToSchema)]
struct EntryJson {
    id: i64,
    who: String,
    words: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    is_shared: bool,
}

/// A placement with what the caller may read of its diary.
#[derive(Serialize, utoipa::ToSchema)]
struct SeenPlacementJson {
    #[serde(flatten)]
    placement: PlacementJson,
    agreements: Vec<AgreementJson>,
    diary: Vec<EntryJson>,
    /// Ids of ideas that came of it.
    ideas: Vec<i64>,
}

impl From<Seen> for SeenPlacementJson {
    fn from(it: Seen) -> Self {
        let agreement =
            |one: AgreementRow| AgreementJson { part: one.part, who: one.who, at: one.at };
        let entry = |one: EntryRow| EntryJson {
            id: one.id,
            who: one.who,
            words: one.words,
            at: one.at,
            is_shared: one.shared_at.is_some(),
        };
        SeenPlacementJson {
            placement: PlacementJson::from(it.row),
            agreements: it.agreements.into_iter().map(agreement).collect(),
            diary: it.entries.into_iter().map(entry).collect(),
            ideas: it.ideas.into_iter().map(|idea| idea.id).collect(),
        }
    }
}

/// Placements of the caller's relationships, the newest first.
#[utoipa::path(get, path = "/placements", operation_id = "list_placements",
    responses((status = 200, body = Vec<PlacementJson>)))]
async fn list_placements(visit: ApiVisit) -> Result<Json<Vec<PlacementJson>>> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(all.into_iter().map(PlacementJson::from).collect()))
}

/// A placement as somebody writes it down.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewPlacementJson {
    /// Between whom; where left out, the only relationship the caller has a part in.
    relationship: Option<i64>,
    /// Who goes, by id; left out: the caller. Not asked when it is changed.
    person: Option<i64>,
    /// Who has them, by id.
    host: Option<i64>,
    aims: String,
    /// 2026-11-30
    starts_on: String,
    ends_on: String,
    /// Monday is 1.
    weekday: Option<i64>,
    /// 09:00
    begins: String,
    /// A week: 30 to 480.
    minutes: Option<i64>,
}

fn read(new: NewPlacementJson) -> NewPlacement {
    NewPlacement {
        relationship: new.relationship,
        person: new.person.map(PersonId),
        host: new.host.map(PersonId),
        person_typed: String::new(),
        host_typed: String::new(),
        aims: new.aims,
        starts_on: new.starts_on.parse::<Date>().ok(),
        ends_on: new.ends_on.parse::<Date>().ok(),
        weekday: new.weekday,
        begins: read_clock(&new.begins),
        minutes: new.minutes,
    }
}

/// The number of what was made.
#[derive(Serialize, utoipa::ToSchema)]
struct MadePlacementJson {
    id: i64,
}

/// Proposes a placement.
#[utoipa::path(post, path = "/placements", operation_id = "create_placement",
    request_body = NewPlacementJson,
    responses((status = 201, body = MadePlacementJson), (status = 422, body = web::ProblemJson)))]
async fn create_placement(
    visit: ApiVisit,
    JsonBody(new): JsonBody<NewPlacementJson>,
) -> Result<Response> {
    let id = actions::create(&visit.app, &visit.actor, read(new)).await?;
    Ok((StatusCode::CREATED, Json(MadePlacementJson { id })).into_response())
}

async fn answer(visit: &ApiVisit, id: i64) -> Result<Response> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((etag(it.row.version), Json(SeenPlacementJson::from(it))).into_response())
}

/// One placement.
#[utoipa::path(get, path = "/placements/{id}", operation_id = "get_placement",
    params(("id" = i64, Path)), responses((status = 200, body = SeenPlacementJson)))]
async fn get_placement(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    answer(&visit, id).await
}

/// Changes aims and hours. Everybody else has to agree anew.
#[utoipa::path(put, path = "/placements/{id}", operation_id = "change_placement",
    params(("id" = i64, Path)), request_body = NewPlacementJson,
    responses((status = 200, body = SeenPlacementJson), (status = 409, body = web::ProblemJson),
        (status = 422, body = web::ProblemJson)))]
async fn change_placement(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewPlacementJson>,
) -> Result<Response> {
    let row = actions::get(&visit.app, &visit.actor, id).await?.row;
    let version = if_match(&headers, row.version);
    actions::update(&visit.app, &visit.actor, (id, Some(version)), read(new)).await?;
    answer(&visit, id).await
}

/// What somebody agrees to.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct PlacementAgreedJson {
    /// As it was in the placement that was read; without it nothing is agreed.
    version: Option<i64>,
}

/// Agrees, as whatever the caller is to it, to what was read.
#[utoipa::path(post, path = "/placements/{id}/agreement", operation_id = "agree_placement",
    params(("id" = i64, Path)), request_body = PlacementAgreedJson,
    responses((status = 200, body = SeenPlacementJson), (status = 422, body = web::ProblemJson)))]
async fn agree_placement(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<PlacementAgreedJson>,
) -> Result<Response> {
    actions::agree(&visit.app, &visit.actor, id, new.version).await?;
    answer(&visit, id).await
}

/// A few lines.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewEntryJson {
    entry: String,
}

/// Writes into the diary.
#[utoipa::path(post, path = "/placements/{id}/diary", operation_id = "note_placement",
    params(("id" = i64, Path)), request_body = NewEntryJson,
    responses((status = 201, body = MadePlacementJson), (status = 422, body = web::ProblemJson)))]
async fn note_placement(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewEntryJson>,
) -> Result<Response> {
    let id = actions::add_entry(&visit.app, &visit.actor, id, &new.entry).await?;
    Ok((StatusCode::CREATED, Json(MadePlacementJson { id })).into_response())
}

/// Lets both sides read an entry.
#[utoipa::path(put, path = "/placements/{id}/diary/{entry}/sharing",
    operation_id = "share_placement_entry", params(("id" = i64, Path), ("entry" = i64, Path)),
    responses((status = 204)))]
async fn share_placement_entry(
    visit: ApiVisit,
    Path((id, entry)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::share_entry(&visit.app, &visit.actor, (id, entry), true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes that back.
#[utoipa::path(delete, path = "/placements/{id}/diary/{entry}/sharing",
    operation_id = "unshare_placement_entry", params(("id" = i64, Path), ("entry" = i64, Path)),
    responses((status = 204)))]
async fn unshare_placement_entry(
    visit: ApiVisit,
    Path((id, entry)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::share_entry(&visit.app, &visit.actor, (id, entry), false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was learnt.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct LearntJson {
    learnt: String,
}

/// Ends a placement.
#[utoipa::path(post, path = "/placements/{id}/ending", operation_id = "end_placement",
    params(("id" = i64, Path)), request_body = LearntJson,
    responses((status = 204), (status = 422, body = web::ProblemJson)))]
async fn end_placement(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<LearntJson>,
) -> Result<StatusCode> {
    actions::end(&visit.app, &visit.actor, id, &new.learnt).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct PlacementReasonJson {
    reason: String,
}

/// Calls a placement off.
#[utoipa::path(post, path = "/placements/{id}/withdrawal", operation_id = "withdraw_placement",
    params(("id" = i64, Path)), request_body = PlacementReasonJson,
    responses((status = 204), (status = 422, body = web::ProblemJson)))]
async fn withdraw_placement(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<PlacementReasonJson>,
) -> Result<StatusCode> {
    actions::withdraw(&visit.app, &visit.actor, id, &new.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}
