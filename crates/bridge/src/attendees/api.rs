//! Who is invited, as JSON.

use super::{Guest, actions, model::Answer};
use axum::{extract::Path, http::StatusCode};
use base::App;
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(answer_meeting))
}

/// Somebody who is invited.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AttendeeJson {
    person: i64,
    name: String,
    department: Option<String>,
    /// Whether they have left: they are not invited any more.
    has_left: bool,
    /// chair, minutes, member
    role: &'static str,
    /// coming, maybe, cannot; none while they have not said
    answer: Option<&'static str>,
    because: String,
}

impl From<Guest> for AttendeeJson {
    fn from(it: Guest) -> Self {
        AttendeeJson {
            person: it.person_id.0,
            name: it.name,
            department: it.department,
            has_left: !it.is_here,
            role: it.part.as_str(),
            answer: it.answer.map(Answer::as_str),
            because: it.answer_words,
        }
    }
}

/// Whether the caller comes.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct AttendanceJson {
    /// coming, maybe, cannot
    answer: String,
    /// Why not.
    #[serde(default)]
    because: String,
}

/// Says whether one comes.
#[utoipa::path(post, path = "/meetings/{id}/attendance", operation_id = "answer_meeting",
    params(("id" = i64, Path)), request_body = AttendanceJson,
    responses((status = 204), (status = 403, body = web::ProblemJson),
        (status = 422, body = web::ProblemJson)))]
async fn answer_meeting(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<AttendanceJson>,
) -> Result<StatusCode> {
    let answer = Answer::parse(&new.answer);
    actions::answer(&visit.app, &visit.actor, id, answer, &new.because).await?;
    Ok(StatusCode::NO_CONTENT)
}
