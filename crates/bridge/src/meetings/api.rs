//! Meetings as JSON.

use super::{
    Meeting,
    actions::{self, Change, NewMeeting},
};
use crate::{
    action_items::{self, ActionJson},
    agenda::{self, TopicJson},
    attendees::{AttendeeJson, Named},
    minutes::{self, AmendmentJson, DecisionJson},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header::HeaderName},
};
use base::{App, Error, Problem, Problems, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_meetings))
        .routes(routes!(get_meeting, change_meeting))
        .routes(routes!(cancel_meeting))
}

/// A meeting in a list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MeetingJson {
    id: i64,
    relationship: i64,
    series: Option<i64>,
    title: String,
    #[schema(value_type = String, format = DateTime)]
    starts_at: Time,
    minutes: i64,
    /// By whose clock it was planned.
    time_zone: String,
    place: String,
    link: String,
    /// When its series would have it, where that is another time.
    #[schema(value_type = Option<String>, format = DateTime)]
    moved_from: Option<Time>,
    moved_because: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    cancelled_at: Option<Time>,
    cancelled_because: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    held_at: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    confirmed_at: Option<Time>,
}

impl From<Meeting> for MeetingJson {
    fn from(it: Meeting) -> Self {
        MeetingJson {
            id: it.id,
            relationship: it.relationship_id,
            series: it.series_id,
            title: it.title,
            starts_at: it.starts_at,
            minutes: it.minutes,
            time_zone: it.time_zone,
            place: it.place,
            link: it.link,
            moved_from: it.slot_at.filter(|slot| *slot != it.starts_at),
            moved_because: it.moved_why,
            cancelled_at: it.cancelled_at,
            cancelled_because: it.cancelled_why,
            held_at: it.held_at,
            confirmed_at: it.confirmed_at,
        }
    }
}

/// A meeting with all that belongs to it.
#[derive(Serialize, utoipa::ToSchema)]
struct MeetingWholeJson {
    #[serde(flatten)]
    meeting: MeetingJson,
    guests: Vec<AttendeeJson>,
    agenda: Vec<TopicJson>,
    decisions: Vec<DecisionJson>,
    actions: Vec<ActionJson>,
    amendments: Vec<AmendmentJson>,
    /// Whether the caller writes on its agenda and in its minutes.
    may_write: bool,
    /// Whether the caller plans it.
    is_keeper: bool,
}

/// A meeting as somebody plans it.
#[derive(Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NewMeetingJson {
    /// What it is called.
    pub title: String,
    /// By the clock of `time_zone`: YYYY-MM-DDTHH:MM
    pub starts: String,
    /// An IANA name.
    pub time_zone: String,
    /// How long.
    pub minutes: i64,
    /// Where.
    pub place: String,
    /// A room on the net.
    pub link: String,
    /// Who leads: a name or an address.
    pub chair: String,
    /// Who writes the minutes.
    pub minute_taker: String,
    /// Names or addresses of everybody else.
    pub guests: Vec<String>,
    /// Why it moves; only where a meeting is changed.
    pub why: String,
}

impl From<NewMeetingJson> for NewMeeting {
    fn from(new: NewMeetingJson) -> Self {
        NewMeeting {
            title: new.title,
            starts: new.starts,
            time_zone: new.time_zone,
            minutes: new.minutes.to_string(),
            place: new.place,
            link: new.link,
            named: Named {
                chair: new.chair,
                minute_taker: new.minute_taker,
                guests: new.guests.join("\n"),
            },
        }
    }
}

/// Why.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct MeetingWhyJson {
    why: String,
}

fn named(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let plain = |problem: Problem| Problem {
        field: match problem.field.as_str() {
            "cancel_why" => "why".into(),
            _ => problem.field,
        },
        ..problem
    };
    Error::Invalid(Problems(problems.0.into_iter().map(plain).collect()))
}

type Tagged = ([(HeaderName, String); 1], Json<MeetingWholeJson>);

async fn one(visit: &ApiVisit, id: i64) -> Result<Tagged> {
    let (meeting, part, guests) = actions::load(&visit.app, &visit.actor, id).await?;
    let (app, actor) = (visit.app.clone(), visit.actor.clone());
    let load = move |tx: &mut base::Tx| {
        let (meeting, _) = actions::see(tx, &actor, id)?;
        let topics = agenda::load(tx, &app, &actor, &meeting)?;
        let (decisions, amendments) = minutes::load(tx, &actor, id)?;
        Ok((topics, decisions, amendments, action_items::list_by_meeting(tx, &actor, id)?))
    };
    let (topics, decisions, amendments, promised) = visit.app.read(load).await?;
    let version = meeting.version;
    let whole = MeetingWholeJson {
        meeting: meeting.into(),
        guests: guests.into_iter().map(AttendeeJson::from).collect(),
        agenda: topics.into_iter().map(TopicJson::from).collect(),
        decisions: decisions.into_iter().map(DecisionJson::from).collect(),
        actions: promised.into_iter().map(ActionJson::from).collect(),
        amendments: amendments.into_iter().map(AmendmentJson::from).collect(),
        may_write: part.may_write,
        is_keeper: part.is_keeper,
    };
    Ok((etag(version), Json(whole)))
}

/// The meetings of every relationship the caller has a part in, and those they are invited to: what
/// is to come in order, then what was, the newest first.
#[utoipa::path(get, path = "/meetings", operation_id = "list_meetings",
    responses((status = 200, body = Vec<MeetingJson>)))]
async fn list_meetings(visit: ApiVisit) -> Result<Json<Vec<MeetingJson>>> {
    let (shown, elsewhere) = actions::list(&visit.app, &visit.actor).await?;
    let (next, past): (Vec<_>, Vec<_>) = shown.into_iter().map(|one| (one.next, one.past)).unzip();
    let all = next.into_iter().flatten().chain(elsewhere).chain(past.into_iter().flatten());
    Ok(Json(all.map(MeetingJson::from).collect()))
}

/// One meeting: who is invited, its agenda, what was decided and promised.
#[utoipa::path(get, path = "/meetings/{id}", operation_id = "get_meeting",
    params(("id" = i64, Path)),
    responses((status = 200, body = MeetingWholeJson), (status = 404, body = ProblemJson)))]
async fn get_meeting(visit: ApiVisit, Path(id): Path<i64>) -> Result<Tagged> {
    one(&visit, id).await
}

/// Changes or moves one meeting; its series stays as it is.
#[utoipa::path(put, path = "/meetings/{id}", operation_id = "change_meeting",
    params(("id" = i64, Path)), request_body = NewMeetingJson,
    responses((status = 200, body = MeetingWholeJson), (status = 409, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn change_meeting(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewMeetingJson>,
) -> Result<Tagged> {
    let now = actions::get(&visit.app, &visit.actor, id).await?.version;
    let change = Change { why: new.why.clone(), new: new.into() };
    let at = (id, if_match(&headers, now));
    actions::update(&visit.app, &visit.actor, at, change).await?;
    one(&visit, id).await
}

/// Cancels one meeting, and tells whoever is invited why.
#[utoipa::path(post, path = "/meetings/{id}/cancellation", operation_id = "cancel_meeting",
    params(("id" = i64, Path)), request_body = MeetingWhyJson,
    responses((status = 204), (status = 409, body = ProblemJson), (status = 422, body = ProblemJson)))]
async fn cancel_meeting(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<MeetingWhyJson>,
) -> Result<StatusCode> {
    actions::cancel(&visit.app, &visit.actor, id, &new.why).await.map_err(named)?;
    Ok(StatusCode::NO_CONTENT)
}
