//! Planning as JSON.

use super::{
    actions::{self, NewPlan},
    model::SeriesChange,
};
use crate::{
    attendees::{AttendeeJson, Named},
    meetings::{Meeting, MeetingJson, NewMeetingJson, Recurs, Series, Skipping},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header::HeaderName},
};
use base::{App, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(plan_meetings))
        .routes(routes!(get_meeting_series, change_meeting_series))
        .routes(routes!(end_meeting_series))
}

/// One meeting, or many.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct NewPlanJson {
    first: NewMeetingJson,
    /// weekly, fortnightly, monthly, nth_weekday, last_weekday, own; left out: once
    recurs: Option<String>,
    /// Of one's own (RFC 5545).
    rule: String,
    /// The last day, YYYY-MM-DD.
    until: String,
    /// move, leave_out, keep
    skipping: Option<String>,
}

/// Meetings that recur.
#[derive(Serialize, utoipa::ToSchema)]
struct MeetingSeriesJson {
    id: i64,
    relationship: i64,
    title: String,
    recurs: String,
    /// RFC 5545, without its start.
    rule: String,
    /// By the clock of `time_zone`.
    starts: String,
    until: Option<String>,
    time_zone: String,
    minutes: i64,
    place: String,
    link: String,
    skipping: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Time>,
    meetings: Vec<MeetingJson>,
    /// Of the next one.
    guests: Vec<AttendeeJson>,
}

fn json(
    (it, all, guests): (Series, Vec<Meeting>, Vec<crate::attendees::Guest>),
) -> MeetingSeriesJson {
    MeetingSeriesJson {
        id: it.id,
        relationship: it.relationship_id,
        title: it.title,
        recurs: it.recurs.to_string(),
        rule: it.rule,
        starts: it.starts_at,
        until: Some(it.until_on).filter(|until| !until.is_empty()),
        time_zone: it.time_zone,
        minutes: it.minutes,
        place: it.place,
        link: it.link,
        skipping: it.skipping.to_string(),
        ended_at: it.ended_at,
        meetings: all.into_iter().map(MeetingJson::from).collect(),
        guests: guests.into_iter().map(AttendeeJson::from).collect(),
    }
}

/// The number of the first meeting.
#[derive(Serialize, utoipa::ToSchema)]
struct PlannedJson {
    id: i64,
}

fn read_recurs(word: Option<&str>) -> base::Result<Option<Recurs>> {
    match word {
        None | Some("") => Ok(None),
        Some(word) => Recurs::parse(word)
            .map(Some)
            .ok_or_else(|| base::Error::invalid("recurs", "problem-choose")),
    }
}

/// Plans a meeting, or those of a series. For those who look after the relationship.
#[utoipa::path(post, path = "/relationships/{id}/meetings", operation_id = "plan_meetings",
    params(("id" = i64, Path)), request_body = NewPlanJson,
    responses((status = 201, body = PlannedJson), (status = 403, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn plan_meetings(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<NewPlanJson>,
) -> Result<(StatusCode, Json<PlannedJson>)> {
    let recurs = read_recurs(new.recurs.as_deref())?;
    let plan = NewPlan {
        first: new.first.into(),
        recurs,
        rule: new.rule,
        until: new.until,
        skipping: new.skipping.as_deref().and_then(Skipping::parse),
    };
    let id = actions::plan(&visit.app, &visit.actor, id, plan).await?;
    Ok((StatusCode::CREATED, Json(PlannedJson { id })))
}

type Tagged = ([(HeaderName, String); 1], Json<MeetingSeriesJson>);

async fn one(visit: &ApiVisit, id: i64) -> Result<Tagged> {
    let found = actions::get(&visit.app, &visit.actor, id).await?;
    Ok((etag(found.0.version), Json(json(found))))
}

/// A series with its dates.
#[utoipa::path(get, path = "/meeting-series/{id}", operation_id = "get_meeting_series",
    params(("id" = i64, Path)),
    responses((status = 200, body = MeetingSeriesJson), (status = 404, body = ProblemJson)))]
async fn get_meeting_series(visit: ApiVisit, Path(id): Path<i64>) -> Result<Tagged> {
    one(&visit, id).await
}

/// A series as somebody changes it, from now on. What was held stays.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct SeriesChangeJson {
    title: String,
    place: String,
    link: String,
    /// When the next one is, by the clock of `time_zone`: YYYY-MM-DDTHH:MM. The others follow it;
    /// left out: as before.
    starts: Option<String>,
    /// An IANA name; left out: as before.
    time_zone: Option<String>,
    /// How long; left out: as before.
    minutes: Option<i64>,
    /// weekly, fortnightly, monthly, nth_weekday, last_weekday, own; left out: as before.
    recurs: Option<String>,
    /// Of one's own (RFC 5545).
    rule: Option<String>,
    until: String,
    skipping: Option<String>,
    chair: String,
    minute_taker: String,
    guests: Vec<String>,
}

/// Changes every date that is to come: from now on it is as said here.
#[utoipa::path(put, path = "/meeting-series/{id}", operation_id = "change_meeting_series",
    params(("id" = i64, Path)), request_body = SeriesChangeJson,
    responses((status = 200, body = MeetingSeriesJson), (status = 409, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn change_meeting_series(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<SeriesChangeJson>,
) -> Result<Tagged> {
    let (now, ..) = actions::get(&visit.app, &visit.actor, id).await?;
    let change = SeriesChange {
        title: new.title,
        place: new.place,
        link: new.link,
        starts: new.starts,
        time_zone: new.time_zone,
        minutes: new.minutes.map(|minutes| minutes.to_string()),
        recurs: read_recurs(new.recurs.as_deref())?,
        rule: new.rule,
        until: new.until,
        skipping: new.skipping.as_deref().and_then(Skipping::parse),
        named: Named {
            chair: new.chair,
            minute_taker: new.minute_taker,
            guests: new.guests.join("\n"),
        },
    };
    let at = (id, if_match(&headers, now.version));
    actions::update(&visit.app, &visit.actor, at, change).await?;
    one(&visit, id).await
}

/// Why it ends.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct SeriesEndJson {
    why: String,
}

/// Ends a series: what is to come is cancelled.
#[utoipa::path(post, path = "/meeting-series/{id}/end", operation_id = "end_meeting_series",
    params(("id" = i64, Path)), request_body = SeriesEndJson,
    responses((status = 204), (status = 409, body = ProblemJson)))]
async fn end_meeting_series(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<SeriesEndJson>,
) -> Result<StatusCode> {
    actions::end(&visit.app, &visit.actor, id, &new.why).await?;
    Ok(StatusCode::NO_CONTENT)
}
