//! Tickets as JSON.

use super::{
    Ticket,
    actions::{self, NewTicket},
    model::{Channel, HoldReason, Kind, State},
};
use crate::{
    conversation::NewMessage,
    custom_fields::{self, Answered, answered, named_fields, typed, values_of},
    facts::{self, TicketChange},
    impact::ImpactJson,
    once::sent_key,
    queue::{self, Cursor, ListQuery, Order},
    search,
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base::{
    App, DepartmentId, DeviceId, Error, LocationId, PersonId, Problems, ServiceId, TicketId, Time,
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Listing, Next, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_tickets, create_ticket))
        .routes(routes!(get_ticket, change_ticket))
        .routes(routes!(cancel_ticket))
}

/// A ticket as programs see it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TicketJson {
    number: i64,
    /// incident, service_request, question, problem, change
    kind: &'static str,
    subject: String,
    /// new, open, on_hold, resolved, closed, cancelled
    state: &'static str,
    on_hold_reason: Option<&'static str>,
    /// 1 (wide) to 3 (one person)
    impact: i64,
    /// 1 (now) to 3 (this week or later)
    urgency: i64,
    /// 1 (critical) to 4 (low)
    priority: i64,
    requester: Named,
    department: Option<Named>,
    location: Option<Named>,
    service: Option<Named>,
    /// The device it is about.
    asset: Option<Named>,
    team: Option<Named>,
    assignee: Option<Named>,
    /// web, desk, email, api, phone, qr, probe
    channel: &'static str,
    #[schema(value_type = Option<String>, format = DateTime)]
    news_by: Option<Time>,
    /// Whether the promised news did not come in time.
    is_news_overdue: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    first_response_at: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    resolved_at: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    closed_at: Option<Time>,
    tags: Vec<String>,
    /// Answers to the fields of its service, by key.
    #[schema(value_type = HashMap<String, Value>)]
    fields: Answered,
}

/// Something by id and name.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Named {
    id: i64,
    name: String,
}

fn named(id: Option<i64>, name: Option<String>) -> Option<Named> {
    Some(Named { id: id?, name: name? })
}

impl From<Ticket> for TicketJson {
    fn from(t: Ticket) -> Self {
        TicketJson {
            number: t.id.0,
            kind: t.kind.as_str(),
            subject: t.subject,
            state: t.state.as_str(),
            on_hold_reason: t.on_hold_reason.map(HoldReason::as_str),
            impact: t.impact,
            urgency: t.urgency,
            priority: t.priority,
            requester: Named { id: t.requester_id.0, name: t.requester },
            department: named(t.department_id.map(|v| v.0), t.department),
            location: named(t.location_id.map(|v| v.0), t.location),
            service: named(t.service_id.map(|v| v.0), t.service),
            asset: named(t.device_id.map(|v| v.0), t.device),
            team: named(t.team_id.map(|v| v.0), t.team),
            assignee: named(t.assignee_id.map(|v| v.0), t.assignee),
            channel: t.channel.as_str(),
            news_by: t.news_by,
            is_news_overdue: false,
            created_at: t.created_at,
            updated_at: t.updated_at,
            first_response_at: t.first_response_at,
            resolved_at: t.resolved_at,
            closed_at: t.closed_at,
            tags: t.tags.split_whitespace().map(str::to_owned).collect(),
            fields: Answered::default(),
        }
    }
}

impl TicketJson {
    /// With what depends on the time.
    fn seen_at(self, now: Time) -> Self {
        let is_open = State::parse(self.state).is_some_and(State::is_open);
        TicketJson { is_news_overdue: is_open && self.news_by.is_some_and(|at| at < now), ..self }
    }
}

/// The ticket as it is now, as an answer.
pub(crate) async fn answer(visit: &ApiVisit, id: i64, status: StatusCode) -> Result<Response> {
    let (ticket, _) = actions::load(&visit.app, &visit.actor, TicketId(id)).await?;
    let tag = etag(ticket.version);
    let mut items = vec![TicketJson::from(ticket).seen_at(visit.app.now())];
    with_fields(visit, &mut items).await?;
    Ok((status, tag, Json(items.pop())).into_response())
}

/// Puts in what was answered to the fields of their services.
async fn with_fields(visit: &ApiVisit, items: &mut [TicketJson]) -> Result<()> {
    let ids = items.iter().map(|item| TicketId(item.number)).collect();
    let values = values_of(&visit.app, &visit.actor, ids).await?;
    for item in items {
        item.fields = answered(values.iter().filter(|v| v.ticket_id.0 == item.number));
    }
    Ok(())
}

/// Tickets the caller may see, newest first unless another order is asked for.
#[utoipa::path(get, path = "/tickets", operation_id = "list_tickets", params(ListQuery),
    responses((status = 200, body = Vec<TicketJson>)))]
async fn list_tickets(visit: ApiVisit) -> Result<Listing<TicketJson>> {
    let filters = queue::asked(&visit)?;
    let query = &visit.query;
    let is_newest = filters.effective_order() == Order::Newest;
    let (ids, next) = match query.get("q").trim() {
        "" => queue::list_ids(&visit.app, &visit.actor, filters).await?,
        text => {
            let query = search::parse(text)?;
            let (found, next) = search::search(&visit.app, &visit.actor, query, filters).await?;
            (found.iter().map(|f| f.line.id).collect(), next.map(|id| Cursor { key: 0, id }))
        }
    };
    let items = actions::load_all(&visit.app, &visit.actor, ids).await?;
    let path = format!("/api/v1/tickets?{}", query.encode_with(&[("cursor", "")]));
    let now = visit.app.now();
    let mut items: Vec<_> = items.into_iter().map(|t| TicketJson::from(t).seen_at(now)).collect();
    with_fields(&visit, &mut items).await?;
    Ok(Listing {
        items,
        next: Next {
            path,
            cursor: next.map(|c| if is_newest { c.id.to_string() } else { c.to_string() }),
        },
    })
}

/// What a new ticket needs. Answers about impact that are left out count as one person, a slow way
/// round, this week.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTicketJson {
    /// incident (when left out), service_request, question, problem, change
    kind: Option<String>,
    #[serde(default)]
    subject: String,
    /// In the person's own words.
    #[serde(default)]
    description: String,
    /// A person's id; the caller when left out.
    requester: Option<i64>,
    department: Option<i64>,
    location: Option<i64>,
    service: Option<i64>,
    /// What it is about: a device's number, or words, which are kept with the description.
    asset: Option<AssetJson>,
    impact: Option<ImpactJson>,
    /// Answers to the fields of the service, by key.
    #[serde(default)]
    #[schema(value_type = HashMap<String, Value>)]
    fields: Answered,
}

/// A device by its number or in words.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
enum AssetJson {
    /// A device that is listed.
    Id(i64),
    /// What it is called.
    Words(String),
}

/// Opens a ticket. With an `Idempotency-Key`, sending again gives the same ticket.
#[utoipa::path(post, path = "/tickets", operation_id = "create_ticket", request_body = NewTicketJson,
    responses((status = 201, body = TicketJson), (status = 422, body = web::ProblemJson)))]
async fn create_ticket(
    visit: ApiVisit,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewTicketJson>,
) -> Result<Response> {
    let mut problems = Problems::default();
    problems.optional_text("subject", &new.subject, 200);
    let words = [&new.description, &new.subject];
    let words = words.into_iter().find(|text| !text.trim().is_empty()).cloned();
    let (device, named) = match new.asset {
        Some(AssetJson::Id(id)) => (Some(DeviceId(id)), None),
        Some(AssetJson::Words(words)) => (None, Some(words)),
        None => (None, None),
    };
    let words = [words, named].into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    let is_one_place = new.location.is_some();
    let answers = ImpactJson::answers(new.impact, words, is_one_place, &mut problems);
    let kind = match &new.kind {
        None => Some(Kind::Incident),
        Some(word) => problems.word("kind", Kind::parse(word)),
    };
    problems.check()?;
    let message = NewMessage::text(answers.words.clone(), Channel::Api);
    let ticket = NewTicket {
        kind: kind.unwrap_or(Kind::Incident),
        subject: new.subject,
        answers,
        requester: new.requester.map(PersonId),
        department: new.department.map(DepartmentId),
        location: new.location.map(LocationId),
        service: new.service.map(ServiceId),
        device,
        channel: Channel::Api,
        message,
        key: sent_key(&headers),
    };
    let id = custom_fields::open(&visit.app, &visit.actor, ticket, typed(&new.fields), true)
        .await
        .map_err(named_fields)?;
    let mut response = answer(&visit, id.0, StatusCode::CREATED).await?;
    if let Ok(place) = format!("/api/v1/tickets/{id}").parse() {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// One ticket.
#[utoipa::path(get, path = "/tickets/{number}", operation_id = "get_ticket",
    params(("number" = i64, Path)), responses((status = 200, body = TicketJson), (status = 404, body = web::ProblemJson)))]
async fn get_ticket(visit: ApiVisit, Path(number): Path<i64>) -> Result<Response> {
    answer(&visit, number, StatusCode::OK).await
}

/// Facts to change; what is left out stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangeJson {
    subject: Option<String>,
    kind: Option<String>,
    service: Option<i64>,
    location: Option<i64>,
    /// A device's id; 0: none.
    asset: Option<i64>,
    tags: Option<Vec<String>>,
    /// Answers to change, by key; null takes one away.
    #[schema(value_type = Option<HashMap<String, Value>>)]
    fields: Option<Answered>,
}

/// Changes facts. With `If-Match`, only if nobody else did meanwhile.
#[utoipa::path(patch, path = "/tickets/{number}", operation_id = "change_ticket",
    params(("number" = i64, Path)), request_body = ChangeJson,
    responses((status = 200, body = TicketJson), (status = 409, body = web::ProblemJson)))]
async fn change_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<ChangeJson>,
) -> Result<Response> {
    let (ticket, _) = actions::load(&visit.app, &visit.actor, TicketId(number)).await?;
    let kind = match &new.kind {
        None => None,
        Some(word) => {
            Some(Kind::parse(word).ok_or_else(|| Error::invalid("kind", "problem-choose"))?)
        }
    };
    let change = TicketChange {
        version: if_match(&headers, ticket.version),
        subject: new.subject,
        kind,
        service: new.service.map(|id| Some(ServiceId(id))),
        location: new.location.map(|id| Some(LocationId(id))),
        device: new.asset.map(|id| Some(DeviceId(id)).filter(|id| id.0 != 0)),
        tags: new.tags.map(|tags| tags.join(" ")),
        fields: new.fields.as_ref().map(typed),
        is_strict: true,
    };
    facts::change(&visit.app, &visit.actor, TicketId(number), change)
        .await
        .map_err(named_fields)?;
    answer(&visit, number, StatusCode::OK).await
}

/// Why it is not needed.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct WhyJson {
    why: String,
}

/// Says that it is not needed after all.
#[utoipa::path(post, path = "/tickets/{number}/cancellation", operation_id = "cancel_ticket",
    params(("number" = i64, Path)), request_body = WhyJson, responses((status = 200, body = TicketJson)))]
async fn cancel_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<WhyJson>,
) -> Result<Response> {
    actions::cancel(&visit.app, &visit.actor, TicketId(number), &new.why).await?;
    answer(&visit, number, StatusCode::OK).await
}
