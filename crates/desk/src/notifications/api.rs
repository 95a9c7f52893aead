//! Notifications and choices as JSON.

use super::{
    actions::{self, Told},
    model::{Choices, Kind, NewChoices, Way, clock_words},
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header::HeaderName},
};
use base::{App, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Listing, Paging, ProblemJson, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_notifications))
        .routes(routes!(read_notification))
        .routes(routes!(read_all_notifications))
        .routes(routes!(notification_choices, change_notification_choices))
}

/// Something the caller was told in Footbridge.
#[derive(Serialize, utoipa::ToSchema)]
struct NotificationJson {
    id: i64,
    /// request, assigned, team, asked, following, reminder
    kind: &'static str,
    /// The ticket's number; none where the caller may not see it any more.
    ticket: Option<i64>,
    /// The ticket's subject.
    subject: Option<String>,
    /// What happened, in a sentence.
    words: Option<String>,
    /// The beginning of what was said.
    said: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// When the caller opened it.
    #[schema(value_type = Option<String>, format = DateTime)]
    read_at: Option<Time>,
}

impl From<Told> for NotificationJson {
    fn from(Told { row, seen }: Told) -> Self {
        let is_seen = seen.is_some();
        let (subject, words) = seen.unzip();
        NotificationJson {
            id: row.id,
            kind: row.kind.as_str(),
            ticket: Some(row.ticket_id.0).filter(|_| is_seen),
            subject,
            words,
            said: Some(row.said).filter(|said| is_seen && !said.is_empty()),
            at: row.at,
            read_at: row.read_at,
        }
    }
}

/// What the caller was told in Footbridge, the newest first.
#[utoipa::path(get, path = "/notifications", operation_id = "list_notifications",
    params(("cursor" = Option<i64>, Query), ("limit" = Option<i64>, Query)),
    responses((status = 200, body = [NotificationJson]), (status = 422, body = ProblemJson)))]
async fn list_notifications(visit: ApiVisit) -> Result<Listing<NotificationJson>> {
    let paging = Paging::read(&visit.query)?;
    let part = (paging.after, paging.most_and_one());
    let found = actions::list(&visit.app, &visit.actor, part).await?;
    Ok(paging.listing("/api/v1/notifications", &visit.query, found, |one| one.row.id))
}

/// Marks one as read, and whatever else is unread about its ticket.
#[utoipa::path(post, path = "/notifications/{id}/reading", operation_id = "read_notification",
    params(("id" = i64, Path)),
    responses((status = 204), (status = 404, body = ProblemJson)))]
async fn read_notification(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::open(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Marks everything as read.
#[utoipa::path(post, path = "/notifications/reading", operation_id = "read_all_notifications",
    responses((status = 204)))]
async fn read_all_notifications(visit: ApiVisit) -> Result<StatusCode> {
    actions::open_all(&visit.app, &visit.actor, i64::MAX).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Choices, and the version to send back with a change.
type Tagged = ([(HeaderName, String); 1], Json<NotificationChoicesJson>);

/// How the caller is told what.
#[derive(Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NotificationChoicesJson {
    /// News on what the caller asked for: app, mail, digest, none. Left out: as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    request: Option<String>,
    /// Tickets given to the caller. For those who work on tickets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assigned: Option<String>,
    /// Tickets for the caller's team. For those who work on tickets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    team: Option<String>,
    /// Being named, and calls for help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    asked: Option<String>,
    /// News on what the caller follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    following: Option<String>,
    /// What is due. For those who work on tickets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reminder: Option<String>,
    /// The question how it felt, once something is put right: mail, none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    felt: Option<String>,
    /// No mail from then on each day, as HH:MM by the caller's clock; null: no quiet hours.
    quiet_from: Option<String>,
    /// Until then.
    quiet_until: Option<String>,
    /// Mail about critical tickets comes in quiet hours, too.
    is_critical_let_through: bool,
    /// When the summary comes, as HH:MM by the caller's clock.
    digest_at: String,
    /// On which days; Monday is 1.
    digest_days: Vec<i64>,
}

impl From<Choices> for NotificationChoicesJson {
    fn from(it: Choices) -> Self {
        let ways: BTreeMap<Kind, Way> = it.ways.into_iter().collect();
        let of = |kind| ways.get(&kind).map(Way::to_string);
        NotificationChoicesJson {
            request: of(Kind::Request),
            assigned: of(Kind::Assigned),
            team: of(Kind::Team),
            asked: of(Kind::Asked),
            following: of(Kind::Following),
            reminder: of(Kind::Reminder),
            felt: of(Kind::Felt),
            quiet_from: it.quiet.map(|quiet| clock_words(quiet.from)),
            quiet_until: it.quiet.map(|quiet| clock_words(quiet.until)),
            is_critical_let_through: it.is_critical_let_through,
            digest_at: clock_words(it.plan.minute),
            digest_days: it.plan.days,
        }
    }
}

impl From<NotificationChoicesJson> for NewChoices {
    fn from(it: NotificationChoicesJson) -> Self {
        let ways = [
            (Kind::Request, it.request),
            (Kind::Assigned, it.assigned),
            (Kind::Team, it.team),
            (Kind::Asked, it.asked),
            (Kind::Following, it.following),
            (Kind::Reminder, it.reminder),
            (Kind::Felt, it.felt),
        ];
        NewChoices {
            ways: ways.into_iter().filter_map(|(kind, way)| Some((kind, way?))).collect(),
            quiet_from: it.quiet_from.unwrap_or_default(),
            quiet_until: it.quiet_until.unwrap_or_default(),
            is_critical_let_through: it.is_critical_let_through,
            digest_at: it.digest_at,
            digest_days: it.digest_days.iter().map(i64::to_string).collect(),
            version: None,
        }
    }
}

/// How the caller is told what.
#[utoipa::path(get, path = "/me/notification-choices", operation_id = "notification_choices",
    responses((status = 200, body = NotificationChoicesJson)))]
async fn notification_choices(visit: ApiVisit) -> Result<Tagged> {
    let now = actions::choices(&visit.app, &visit.actor).await?;
    Ok((etag(now.version), Json(now.into())))
}

/// Changes how the caller is told what. What waits already goes by the new choice. `If-Match` keeps
/// it from going over what was chosen meanwhile.
#[utoipa::path(put, path = "/me/notification-choices",
    operation_id = "change_notification_choices", request_body = NotificationChoicesJson,
    responses((status = 200, body = NotificationChoicesJson), (status = 409, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn change_notification_choices(
    visit: ApiVisit,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NotificationChoicesJson>,
) -> Result<Tagged> {
    let now = actions::choices(&visit.app, &visit.actor).await?;
    let version = Some(if_match(&headers, now.version));
    let new = NewChoices { version, ..new.into() };
    actions::choose(&visit.app, &visit.actor, new).await?;
    notification_choices(visit).await
}
