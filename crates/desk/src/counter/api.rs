//! Work at a desk as JSON.

use super::{
    NewWork, Today, Whom,
    actions::{record, today},
    model::Fix,
};
use crate::{
    custom_fields::{Answered, named_fields, typed},
    devices::DeviceKind,
    impact::{Hurts, Scope},
    once::sent_key,
    tickets::{Channel, answer},
};
use axum::{
    Json,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use base::{App, DeviceId, LocationId, PersonId, Problems, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_desk_work, create_desk_work))
}

/// One piece of work at a desk.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewWorkJson {
    /// As devices say it: public_pc, printer, ...; other when left out.
    kind: Option<String>,
    /// A device's id; its kind and place count.
    device: Option<i64>,
    location: Option<i64>,
    /// patron (when left out), colleague, self
    r#for: Option<String>,
    /// A person's id, where it is for a colleague.
    colleague: Option<i64>,
    /// What they see.
    symptom: String,
    /// Anything to add.
    #[serde(default)]
    more: String,
    /// The ids of first checks that did not help.
    #[serde(default)]
    tried: Vec<i64>,
    /// What put it right; left out: it goes to IT.
    fixed_by: Option<FixJson>,
    /// How long it took.
    minutes: Option<i64>,
    /// desk (when left out), phone
    channel: Option<String>,
    /// one (when left out), several, everyone
    scope: Option<String>,
    /// now, today (when left out), this_week, later
    hurts: Option<String>,
    /// Answers to the questions of the device's service, by key.
    #[serde(default)]
    #[schema(value_type = Object)]
    fields: Answered,
}

/// A first check by its id, or in words.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
enum FixJson {
    /// One of the first checks.
    Check(i64),
    /// Something else.
    Words(String),
}

/// The day's work where the caller is.
#[derive(Serialize, utoipa::ToSchema)]
struct TodayJson {
    /// The caller's place; none: it is their own work, wherever it was.
    place: Option<String>,
    fixed: i64,
    sent: i64,
    /// Newest first, at most a hundred.
    work: Vec<WorkJson>,
}

/// One piece of work.
#[derive(Serialize, utoipa::ToSchema)]
struct WorkJson {
    number: i64,
    subject: String,
    by: String,
    kind: &'static str,
    device: Option<String>,
    /// patron, colleague, self
    r#for: &'static str,
    /// fixed, sent
    outcome: &'static str,
    fixed_by: String,
    minutes: Option<i64>,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

impl From<Today> for TodayJson {
    fn from(today: Today) -> Self {
        let work = today.work.into_iter().map(|w| WorkJson {
            number: w.ticket_id.0,
            subject: w.subject,
            by: w.by_name,
            kind: w.kind.as_str(),
            device: w.device,
            r#for: w.whom.as_str(),
            outcome: w.outcome.as_str(),
            fixed_by: w.fixed_by,
            minutes: w.minutes,
            at: w.at,
        });
        let work = work.collect();
        TodayJson { place: today.place, fixed: today.fixed, sent: today.sent, work }
    }
}

/// What was put right at the caller's place today and what was sent to IT, by their clock.
#[utoipa::path(get, path = "/desk-work", operation_id = "list_desk_work",
    responses((status = 200, body = TodayJson)))]
async fn list_desk_work(visit: ApiVisit) -> Result<Json<TodayJson>> {
    Ok(Json(today(&visit.app, &visit.actor).await?.into()))
}

/// Writes down what was put right at a desk, or sends it to IT with what was tried. With an
/// `Idempotency-Key`, sending again gives the same ticket.
#[utoipa::path(post, path = "/desk-work", operation_id = "create_desk_work", request_body = NewWorkJson,
    responses((status = 201, body = crate::tickets::TicketJson), (status = 422, body = web::ProblemJson)))]
async fn create_desk_work(
    visit: ApiVisit,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewWorkJson>,
) -> Result<Response> {
    let mut problems = Problems::default();
    let word =
        |sent: &Option<String>, other: &str| sent.clone().unwrap_or_else(|| other.to_owned());
    let channel = Channel::parse(&word(&new.channel, "desk"));
    let channel = channel.filter(|channel| matches!(channel, Channel::Desk | Channel::Phone));
    let kind = problems.word("kind", DeviceKind::parse(&word(&new.kind, "other")));
    let whom = problems.word("for", Whom::parse(&word(&new.r#for, "patron")));
    let channel = problems.word("channel", channel);
    let scope = problems.word("scope", Scope::parse(&word(&new.scope, "one")));
    let hurts = problems.word("hurts", Hurts::parse(&word(&new.hurts, "today")));
    problems.check()?;
    let work = NewWork {
        kind: kind.unwrap_or(DeviceKind::Other),
        device: new.device.map(DeviceId),
        location: new.location.map(LocationId),
        whom: whom.unwrap_or(Whom::Patron),
        colleague: new.colleague.map(PersonId),
        symptom: new.symptom,
        more: new.more,
        tried: new.tried,
        fix: new.fixed_by.map(|fix| match fix {
            FixJson::Check(id) => Fix::Check(id),
            FixJson::Words(words) => Fix::Words(words),
        }),
        minutes: new.minutes,
        channel: channel.unwrap_or(Channel::Desk),
        scope: scope.unwrap_or(Scope::One),
        hurts: hurts.unwrap_or(Hurts::Today),
        fields: typed(&new.fields),
        is_strict: true,
        key: sent_key(&headers),
    };
    let id = record(&visit.app, &visit.actor, work).await.map_err(named_fields)?;
    answer(&visit, id.0, StatusCode::CREATED).await
}
