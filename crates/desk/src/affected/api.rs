//! Who is affected, as JSON.

use super::actions::{self, NewAffected, look};
use crate::{
    impact::{Hurts, Scope, Stopped},
    known::KnownJson,
};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, LocationId, Problems, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_affected, add_affected, remove_affected))
}

/// How it stops the caller too.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAffectedJson {
    /// A place's id; left out: everywhere.
    location: Option<i64>,
    /// one, several, everyone
    scope: String,
    /// patrons, staff, both
    who: String,
    /// now, today, this_week, later
    hurts: Option<String>,
    /// What they see, for those who work on it.
    #[serde(default)]
    words: String,
}

/// Everybody affected, as far as the caller may know.
#[derive(Serialize, utoipa::ToSchema)]
struct AffectedJson {
    ticket: KnownJson,
    /// Whoever it is for and all others.
    people: usize,
    places: usize,
    /// How many others at each place.
    by_place: Vec<PlaceJson>,
    /// By name, only for those who work on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    persons: Option<Vec<PersonJson>>,
}

/// How many others at a place.
#[derive(Serialize, utoipa::ToSchema)]
struct PlaceJson {
    /// None: they named no place.
    location: Option<String>,
    people: i64,
}

/// Somebody affected.
#[derive(Serialize, utoipa::ToSchema)]
struct PersonJson {
    name: String,
    location: Option<String>,
    /// one, several, everyone
    scope: &'static str,
    /// patrons, staff, both
    who: &'static str,
    words: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

async fn answer(visit: &ApiVisit, id: i64, status: StatusCode) -> Result<Response> {
    let seen = look(&visit.app, &visit.actor, TicketId(id)).await?;
    let together = seen.panel.together(&seen.ticket);
    let persons = seen.panel.rows.iter().map(|row| PersonJson {
        name: row.person.clone(),
        location: row.location.clone(),
        scope: row.scope.as_str(),
        who: row.who.as_str(),
        words: row.words.clone(),
        at: row.at,
    });
    let places = seen.panel.by_place().into_iter();
    let body = AffectedJson {
        people: together.people,
        places: together.places,
        by_place: places.map(|(location, people)| PlaceJson { location, people }).collect(),
        persons: seen.is_agent.then(|| persons.collect()),
        ticket: KnownJson::new(visit, seen.known),
    };
    Ok((status, Json(body)).into_response())
}

/// Who is affected by a ticket: names for those who work on it, counts and places for others.
#[utoipa::path(get, path = "/tickets/{number}/affected", operation_id = "list_affected",
    params(("number" = i64, Path)), responses((status = 200, body = AffectedJson)))]
async fn list_affected(visit: ApiVisit, Path(number): Path<i64>) -> Result<Response> {
    answer(&visit, number, StatusCode::OK).await
}

/// Says that it stops the caller too. Harmless to send twice.
#[utoipa::path(post, path = "/tickets/{number}/affected", operation_id = "add_affected",
    params(("number" = i64, Path)), request_body = NewAffectedJson,
    responses((status = 200, body = AffectedJson), (status = 409, body = web::ProblemJson)))]
async fn add_affected(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewAffectedJson>,
) -> Result<Response> {
    let mut problems = Problems::default();
    let hurts = match &new.hurts {
        None => None,
        Some(word) => problems.word("hurts", Hurts::parse(word)),
    };
    let new = NewAffected {
        location: new.location.map(LocationId),
        scope: problems.word("scope", Scope::parse(&new.scope)),
        who: problems.word("who", Stopped::parse(&new.who)),
        hurts,
        words: new.words,
    };
    problems.check()?;
    actions::add(&visit.app, &visit.actor, TicketId(number), new).await?;
    answer(&visit, number, StatusCode::OK).await
}

/// Takes the caller off again. Harmless where they never were on it.
#[utoipa::path(delete, path = "/tickets/{number}/affected", operation_id = "remove_affected",
    params(("number" = i64, Path)), responses((status = 204)))]
async fn remove_affected(visit: ApiVisit, Path(number): Path<i64>) -> Result<StatusCode> {
    actions::remove(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(StatusCode::NO_CONTENT)
}
