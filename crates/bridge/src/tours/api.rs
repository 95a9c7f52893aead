//! Tours as JSON.

use super::{
    TourRow,
    actions::{self, Seen},
    model::{Diary, NewTour, State},
};
use crate::relationships::Side;
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base::{App, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_tours, create_tour))
        .routes(routes!(get_tour, change_tour))
        .routes(routes!(propose_tour_date))
        .routes(routes!(accept_tour_date))
        .routes(routes!(join_tour, leave_tour))
        .routes(routes!(withdraw_tour))
        .routes(routes!(finish_tour))
}

/// A tour in a list.
#[derive(Serialize, utoipa::ToSchema)]
struct TourJson {
    id: i64,
    title: String,
    /// The side that shows: customer, provider
    #[schema(value_type = String)]
    host: Side,
    /// Asked for by the other side, not offered by this one.
    is_asked: bool,
    /// open, agreed, done, withdrawn
    #[schema(value_type = String)]
    state: State,
    #[schema(value_type = Option<String>, format = DateTime)]
    starts_at: Option<Time>,
    place: String,
    minutes: i64,
    most_people: i64,
}

impl From<TourRow> for TourJson {
    fn from(it: TourRow) -> Self {
        TourJson {
            id: it.id,
            title: it.title,
            host: it.host,
            is_asked: it.is_asked,
            state: it.state,
            starts_at: it.starts_at,
            place: it.place,
            minutes: it.minutes,
            most_people: it.most_people,
        }
    }
}

/// Something to look at.
#[derive(Serialize, utoipa::ToSchema)]
struct StopJson {
    name: String,
    note: String,
}

/// A time that was proposed.
#[derive(Serialize, utoipa::ToSchema)]
struct TourDateJson {
    id: i64,
    #[schema(value_type = String, format = DateTime)]
    starts_at: Time,
    proposed_by: String,
    /// accepted, replaced; none while it waits.
    answer: Option<String>,
}

/// A tour with all that belongs to it.
#[derive(Serialize, utoipa::ToSchema)]
struct SeenTourJson {
    #[serde(flatten)]
    tour: TourJson,
    stops: Vec<StopJson>,
    questions: Vec<String>,
    dates: Vec<TourDateJson>,
    guests: Vec<String>,
    /// Why it was withdrawn.
    reason: String,
    saw: String,
    surprised: String,
    answers: String,
    /// Ids of ideas that came of it.
    ideas: Vec<i64>,
}

impl From<Seen> for SeenTourJson {
    fn from(it: Seen) -> Self {
        let lines = it.row.questions.lines().map(str::trim).filter(|line| !line.is_empty());
        SeenTourJson {
            questions: lines.map(str::to_owned).collect(),
            reason: it.row.reason.clone(),
            saw: it.row.saw.clone(),
            surprised: it.row.surprised.clone(),
            answers: it.row.answers.clone(),
            tour: TourJson::from(it.row),
            stops: it.stops.into_iter().map(|s| StopJson { name: s.name, note: s.note }).collect(),
            dates: it
                .dates
                .into_iter()
                .map(|date| TourDateJson {
                    id: date.id,
                    starts_at: date.starts_at,
                    proposed_by: date.who,
                    answer: date.answer,
                })
                .collect(),
            guests: it.guests.into_iter().map(|(_, name)| name).collect(),
            ideas: it.ideas.into_iter().map(|idea| idea.id).collect(),
        }
    }
}

/// Tours of the caller's relationships, the newest first.
#[utoipa::path(get, path = "/tours", operation_id = "list_tours",
    responses((status = 200, body = Vec<TourJson>)))]
async fn list_tours(visit: ApiVisit) -> Result<Json<Vec<TourJson>>> {
    let (all, _) = actions::list(&visit.app, &visit.actor).await?;
    Ok(Json(all.into_iter().map(TourJson::from).collect()))
}

/// A tour as somebody writes it down.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewTourJson {
    /// Between whom; where left out, the only relationship the caller has a part in.
    relationship: Option<i64>,
    /// The side that shows: customer, provider
    host: String,
    title: String,
    place: String,
    minutes: Option<i64>,
    most_people: Option<i64>,
    /// One on each line; what to look at there after a colon.
    stops: String,
    /// One on each line.
    questions: String,
    /// A first time to propose.
    #[schema(value_type = Option<String>, format = DateTime)]
    starts_at: Option<Time>,
}

fn read(new: NewTourJson) -> (NewTour, Option<Time>) {
    let tour = NewTour {
        relationship: new.relationship,
        host: Side::parse(&new.host),
        title: new.title,
        place: new.place,
        minutes: new.minutes,
        most_people: new.most_people,
        stops: new.stops,
        questions: new.questions,
    };
    (tour, new.starts_at)
}

/// The number of what was made.
#[derive(Serialize, utoipa::ToSchema)]
struct MadeTourJson {
    id: i64,
}

/// Offers a tour, or asks for one.
#[utoipa::path(post, path = "/tours", operation_id = "create_tour", request_body = NewTourJson,
    responses((status = 201, body = MadeTourJson), (status = 422, body = web::ProblemJson)))]
async fn create_tour(visit: ApiVisit, JsonBody(new): JsonBody<NewTourJson>) -> Result<Response> {
    let (new, starts) = read(new);
    let id = actions::create(&visit.app, &visit.actor, new, starts).await?;
    Ok((StatusCode::CREATED, Json(MadeTourJson { id })).into_response())
}

async fn answer(visit: &ApiVisit, id: i64) -> Result<Response> {
    let it = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((etag(it.row.version), Json(SeenTourJson::from(it))).into_response())
}

/// One tour.
#[utoipa::path(get, path = "/tours/{id}", operation_id = "get_tour", params(("id" = i64, Path)),
    responses((status = 200, body = SeenTourJson)))]
async fn get_tour(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    answer(&visit, id).await
}

/// Changes a tour that is not over. A time is proposed by another call.
#[utoipa::path(put, path = "/tours/{id}", operation_id = "change_tour", params(("id" = i64, Path)),
    request_body = NewTourJson,
    responses((status = 200, body = SeenTourJson), (status = 409, body = web::ProblemJson),
        (status = 422, body = web::ProblemJson)))]
async fn change_tour(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewTourJson>,
) -> Result<Response> {
    let row = actions::get(&visit.app, &visit.actor, id).await?.row;
    let version = if_match(&headers, row.version);
    actions::update(&visit.app, &visit.actor, (id, Some(version)), read(new).0).await?;
    answer(&visit, id).await
}

/// When.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct TourTimeJson {
    #[schema(value_type = String, format = DateTime)]
    starts: Option<Time>,
}

/// Proposes a time, in place of the one that waits.
#[utoipa::path(post, path = "/tours/{id}/dates", operation_id = "propose_tour_date",
    params(("id" = i64, Path)), request_body = TourTimeJson,
    responses((status = 200, body = SeenTourJson), (status = 422, body = web::ProblemJson)))]
async fn propose_tour_date(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<TourTimeJson>,
) -> Result<Response> {
    actions::propose(&visit.app, &visit.actor, id, new.starts).await?;
    answer(&visit, id).await
}

/// Agrees to the time that the other side proposed.
#[utoipa::path(post, path = "/tours/{id}/dates/{date}/acceptance",
    operation_id = "accept_tour_date", params(("id" = i64, Path), ("date" = i64, Path)),
    responses((status = 200, body = SeenTourJson), (status = 409, body = web::ProblemJson)))]
async fn accept_tour_date(visit: ApiVisit, Path((id, date)): Path<(i64, i64)>) -> Result<Response> {
    actions::accept(&visit.app, &visit.actor, (id, date)).await?;
    answer(&visit, id).await
}

/// Comes along.
#[utoipa::path(put, path = "/tours/{id}/guests/me", operation_id = "join_tour",
    params(("id" = i64, Path)), responses((status = 204), (status = 422, body = web::ProblemJson)))]
async fn join_tour(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::join(&visit.app, &visit.actor, id, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Does not come after all.
#[utoipa::path(delete, path = "/tours/{id}/guests/me", operation_id = "leave_tour",
    params(("id" = i64, Path)), responses((status = 204)))]
async fn leave_tour(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::join(&visit.app, &visit.actor, id, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct TourReasonJson {
    reason: String,
}

/// Calls a tour off.
#[utoipa::path(post, path = "/tours/{id}/withdrawal", operation_id = "withdraw_tour",
    params(("id" = i64, Path)), request_body = TourReasonJson,
    responses((status = 204), (status = 422, body = web::ProblemJson)))]
async fn withdraw_tour(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<TourReasonJson>,
) -> Result<StatusCode> {
    actions::withdraw(&visit.app, &visit.actor, id, &new.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was seen.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct TourDiaryJson {
    saw: String,
    surprised: String,
    answers: String,
}

/// Says that a tour was, and what was seen.
#[utoipa::path(put, path = "/tours/{id}/diary", operation_id = "finish_tour",
    params(("id" = i64, Path)), request_body = TourDiaryJson,
    responses((status = 200, body = SeenTourJson), (status = 422, body = web::ProblemJson)))]
async fn finish_tour(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<TourDiaryJson>,
) -> Result<Response> {
    let diary = Diary { saw: new.saw, surprised: new.surprised, answers: new.answers };
    actions::finish(&visit.app, &visit.actor, id, diary).await?;
    answer(&visit, id).await
}
