//! Tickets as JSON.

use super::{
    actions::{self, HoldForm, NewTicket},
    model::{Channel, HoldReason, Kind, State},
    store::Ticket,
};
use crate::{
    conversation::{self, MessageRow, NewMessage},
    facts::{self, TicketChange},
    impact::Answers,
    queue::{self, Cursor, Filters, Order, Phase},
    resolution::{self, Cause},
    search,
};
use axum::{
    Json,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base::{App, DepartmentId, Error, LocationId, PersonId, Problems, ServiceId, TeamId, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Listing, Next, Result, etag, if_match};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_tickets, create_ticket))
        .routes(routes!(get_ticket, change_ticket))
        .routes(routes!(list_ticket_messages, create_ticket_message))
        .routes(routes!(resolve_ticket))
        .routes(routes!(reopen_ticket))
        .routes(routes!(assign_ticket))
        .routes(routes!(hold_ticket))
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
    team: Option<Named>,
    assignee: Option<Named>,
    /// web, desk, email, api, phone, qr, probe
    channel: &'static str,
    #[schema(value_type = Option<String>, format = DateTime)]
    news_by: Option<Time>,
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
            team: named(t.team_id.map(|v| v.0), t.team),
            assignee: named(t.assignee_id.map(|v| v.0), t.assignee),
            channel: t.channel.as_str(),
            news_by: t.news_by,
            created_at: t.created_at,
            updated_at: t.updated_at,
            first_response_at: t.first_response_at,
            resolved_at: t.resolved_at,
            closed_at: t.closed_at,
            tags: t.tags.split_whitespace().map(str::to_owned).collect(),
        }
    }
}

async fn answer(visit: &ApiVisit, id: i64, status: StatusCode) -> Result<Response> {
    let (ticket, _) = actions::load(&visit.app, &visit.actor, TicketId(id)).await?;
    let tag = etag(ticket.version);
    Ok((status, tag, Json(TicketJson::from(ticket))).into_response())
}

/// Which tickets to list.
#[derive(Deserialize, utoipa::IntoParams)]
#[expect(dead_code, reason = "documents the query; the values are read from the raw fields")]
struct ListQuery {
    /// new, open, on_hold, resolved, closed, cancelled
    state: Option<String>,
    /// A team's id.
    team: Option<i64>,
    /// A person's id.
    assignee: Option<i64>,
    /// A department's id.
    department: Option<i64>,
    /// A service's id.
    service: Option<i64>,
    /// 1 to 4
    priority: Option<i64>,
    /// Full text, in the language of the search page.
    q: Option<String>,
    /// From the `Link` header of the page before.
    cursor: Option<String>,
    /// 1 to 200; 50 when left out.
    limit: Option<i64>,
}

/// Tickets the caller may see, newest first.
#[utoipa::path(get, path = "/tickets", operation_id = "list_tickets", params(ListQuery),
    responses((status = 200, body = Vec<TicketJson>)))]
async fn list_tickets(visit: ApiVisit) -> Result<Listing<TicketJson>> {
    let query = &visit.query;
    let mut problems = Problems::default();
    let mut number = |name: &'static str| match query.get(name) {
        "" => None,
        text => {
            let parsed = text.parse::<i64>().ok();
            if parsed.is_none() {
                problems.add(name, "problem-number");
            }
            parsed
        }
    };
    let mut filters = Filters::new(queue::everything(&visit.actor));
    filters.phase = Phase::Any;
    filters.order = Order::Newest;
    filters.team = number("team").map(TeamId);
    filters.assignee = number("assignee").map(PersonId);
    filters.department = number("department").map(DepartmentId);
    filters.service = number("service").map(ServiceId);
    filters.priority = number("priority");
    let cursor = number("cursor");
    filters.limit = number("limit").unwrap_or(50).clamp(1, 200);
    if !query.get("state").is_empty() {
        filters.state = problems.word("state", State::parse(query.get("state")));
    }
    problems.check()?;
    filters.cursor = cursor.map(|id| Cursor { priority: 0, id });
    let limit = filters.limit;
    let (ids, next) = match query.get("q").trim() {
        "" => {
            let listed = queue::list(&visit.app, &visit.actor, filters).await?;
            (listed.lines.iter().map(|l| l.id).collect::<Vec<_>>(), listed.next.map(|c| c.id))
        }
        text => {
            let query = search::parse(text)?;
            let (found, next) =
                search::search(&visit.app, &visit.actor, query, cursor, limit).await?;
            (found.iter().map(|f| f.line.id).collect(), next)
        }
    };
    let items = actions::load_all(&visit.app, &visit.actor, ids).await?;
    let path = format!("/api/v1/tickets?{}", query.encode_with(&[("cursor", "")]));
    Ok(Listing {
        items: items.into_iter().map(TicketJson::from).collect(),
        next: Next { path, cursor: next.map(|id| id.to_string()) },
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
    /// What it is about, in words; kept with the description until there are assets.
    asset: Option<String>,
    impact: Option<ImpactJson>,
}

/// Answers about impact.
#[derive(Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct ImpactJson {
    /// one, several, everyone
    scope: Option<String>,
    /// patrons, staff, both
    who: Option<String>,
    /// none, slow, easy
    workaround: Option<String>,
    /// now, today, this_week, later
    hurts: Option<String>,
    /// What happens then.
    hurts_note: Option<String>,
    risks: Vec<RiskJson>,
}

/// One risk.
#[derive(Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct RiskJson {
    /// financial, compliance, reputation
    kind: String,
    /// possible, likely, certain
    likelihood: String,
    #[serde(default)]
    consequence: String,
    /// A date, YYYY-MM-DD.
    bites_on: Option<String>,
}

fn answers(new: &NewTicketJson, problems: &mut Problems) -> Answers {
    let nothing = ImpactJson::default();
    let impact = new.impact.as_ref().unwrap_or(&nothing);
    let or = |value: &Option<String>, other: &str| value.clone().unwrap_or_else(|| other.to_owned());
    let risk = |name: &str| {
        let (kind, part) = name.trim_start_matches("risk_").split_once('_').unwrap_or((name.trim_start_matches("risk_"), ""));
        let found = impact.risks.iter().find(|risk| risk.kind == kind);
        match (found, part) {
            (None, _) => String::new(),
            (Some(_), "") => "yes".to_owned(),
            (Some(risk), "likelihood") => risk.likelihood.clone(),
            (Some(risk), "consequence") => risk.consequence.clone(),
            (Some(risk), _) => risk.bites_on.clone().unwrap_or_default(),
        }
    };
    let get = |name: &str| match name {
        "words" => {
            let words = match new.description.trim() {
                "" => &new.subject,
                _ => &new.description,
            };
            match &new.asset {
                Some(asset) => format!("{words}\n\n{asset}"),
                None => words.clone(),
            }
        }
        "scope" => or(&impact.scope, "one"),
        "who" => or(&impact.who, "both"),
        "workaround" => or(&impact.workaround, "slow"),
        "hurts" => or(&impact.hurts, "this_week"),
        "hurts_note" => or(&impact.hurts_note, ""),
        risk_field => risk(risk_field),
    };
    let answers = Answers::read(&get, new.location.is_some(), problems);
    for problem in &mut problems.0 {
        problem.field = match problem.field.as_str() {
            "words" => "description".to_owned(),
            "subject" => "subject".to_owned(),
            other => format!("impact.{other}"),
        };
    }
    answers
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
    let answers = answers(&new, &mut problems);
    let kind = match &new.kind {
        None => Some(Kind::Incident),
        Some(word) => problems.word("kind", Kind::parse(word)),
    };
    problems.check()?;
    let key = headers.get("idempotency-key").and_then(|v| v.to_str().ok());
    let message = NewMessage::text(answers.words.clone(), Channel::Api);
    let ticket = NewTicket {
        kind: kind.unwrap_or(Kind::Incident),
        subject: new.subject,
        answers,
        requester: new.requester.map(PersonId),
        department: new.department.map(DepartmentId),
        location: new.location.map(LocationId),
        service: new.service.map(ServiceId),
        channel: Channel::Api,
        message,
        key: key.map(|k| k.chars().take(200).collect()),
    };
    let id = actions::open(&visit.app, &visit.actor, ticket).await?;
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
    tags: Option<Vec<String>>,
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
        version: if_match(&headers).unwrap_or(ticket.version),
        subject: new.subject,
        kind,
        service: new.service.map(|id| Some(ServiceId(id))),
        location: new.location.map(|id| Some(LocationId(id))),
        tags: new.tags.map(|tags| tags.join(" ")),
    };
    facts::change(&visit.app, &visit.actor, TicketId(number), change).await?;
    answer(&visit, number, StatusCode::OK).await
}

/// One contribution to a conversation.
#[derive(Serialize, utoipa::ToSchema)]
struct MessageJson {
    id: i64,
    author: String,
    /// public, internal
    visibility: &'static str,
    channel: &'static str,
    /// Markdown.
    body: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
}

impl From<MessageRow> for MessageJson {
    fn from(m: MessageRow) -> Self {
        MessageJson {
            id: m.id,
            author: m.author,
            visibility: m.visibility.as_str(),
            channel: m.channel.as_str(),
            body: m.body,
            created_at: m.created_at,
        }
    }
}

/// The conversation in order, as far as the caller may read it.
#[utoipa::path(get, path = "/tickets/{number}/messages", operation_id = "list_ticket_messages",
    params(("number" = i64, Path)), responses((status = 200, body = Vec<MessageJson>)))]
async fn list_ticket_messages(
    visit: ApiVisit,
    Path(number): Path<i64>,
) -> Result<Listing<MessageJson>> {
    let after = visit.query.number("cursor").unwrap_or_default();
    let (messages, next) =
        conversation::list(&visit.app, &visit.actor, TicketId(number), after, 100).await?;
    let path = format!("/api/v1/tickets/{number}/messages");
    let next = Next { path, cursor: next.map(|id| id.to_string()) };
    Ok(Listing { items: messages.into_iter().map(MessageJson::from).collect(), next })
}

/// Something to say.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewMessageJson {
    /// Markdown.
    body: String,
    /// public (when left out), internal
    visibility: Option<String>,
}

/// Says something on a ticket.
#[utoipa::path(post, path = "/tickets/{number}/messages", operation_id = "create_ticket_message",
    params(("number" = i64, Path)), request_body = NewMessageJson,
    responses((status = 201, body = MessageJson), (status = 422, body = web::ProblemJson)))]
async fn create_ticket_message(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewMessageJson>,
) -> Result<Response> {
    let (id, message) = (TicketId(number), NewMessage::text(new.body, Channel::Api));
    let (app, actor) = (&visit.app, &visit.actor);
    let message = match new.visibility.as_deref() {
        None | Some("public") => conversation::reply(app, actor, id, message).await?,
        Some("internal") => conversation::add_note(app, actor, id, message).await?,
        Some(_) => return Err(Error::invalid("visibility", "problem-choose").into()),
    };
    let (messages, _) = conversation::list(app, actor, id, message - 1, 1).await?;
    let stored = messages.into_iter().next().ok_or(Error::NotFound)?;
    Ok((StatusCode::CREATED, Json(MessageJson::from(stored))).into_response())
}

/// How it was put right.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ResolutionJson {
    /// hardware, software, network, configuration, supplier, knowledge, our_mistake, not_found, request_done
    cause: String,
    /// In plain words.
    words: String,
}

/// Says that it is put right.
#[utoipa::path(post, path = "/tickets/{number}/resolution", operation_id = "resolve_ticket",
    params(("number" = i64, Path)), request_body = ResolutionJson, responses((status = 200, body = TicketJson)))]
async fn resolve_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<ResolutionJson>,
) -> Result<Response> {
    let cause = Cause::parse(&new.cause);
    resolution::resolve(&visit.app, &visit.actor, TicketId(number), cause, &new.words).await?;
    answer(&visit, number, StatusCode::OK).await
}

/// Why it is opened again, or not needed.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct WhyJson {
    why: String,
}

/// Says that it is not right yet.
#[utoipa::path(post, path = "/tickets/{number}/reopening", operation_id = "reopen_ticket",
    params(("number" = i64, Path)), request_body = WhyJson, responses((status = 200, body = TicketJson)))]
async fn reopen_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<WhyJson>,
) -> Result<Response> {
    resolution::reopen(&visit.app, &visit.actor, TicketId(number), &new.why).await?;
    answer(&visit, number, StatusCode::OK).await
}

/// To whom.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct AssignmentJson {
    team: Option<i64>,
    assignee: Option<i64>,
}

/// Gives the ticket to a person or a team.
#[utoipa::path(post, path = "/tickets/{number}/assignment", operation_id = "assign_ticket",
    params(("number" = i64, Path)), request_body = AssignmentJson, responses((status = 200, body = TicketJson)))]
async fn assign_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<AssignmentJson>,
) -> Result<Response> {
    let (team, assignee) = (new.team.map(TeamId), new.assignee.map(PersonId));
    actions::assign(&visit.app, &visit.actor, TicketId(number), team, assignee).await?;
    answer(&visit, number, StatusCode::OK).await
}

/// What it waits for, and until when.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct HoldJson {
    /// awaiting_requester, awaiting_supplier, awaiting_change, scheduled
    reason: String,
    /// In words the requester reads.
    because: String,
    #[schema(value_type = String, format = DateTime)]
    wakes_at: Time,
}

/// Puts a ticket on hold.
#[utoipa::path(post, path = "/tickets/{number}/hold", operation_id = "hold_ticket",
    params(("number" = i64, Path)), request_body = HoldJson, responses((status = 200, body = TicketJson)))]
async fn hold_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<HoldJson>,
) -> Result<Response> {
    let form = HoldForm {
        reason: HoldReason::parse(&new.reason),
        note: new.because,
        wakes_at: Some(new.wakes_at),
    };
    actions::hold(&visit.app, &visit.actor, TicketId(number), form).await?;
    answer(&visit, number, StatusCode::OK).await
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
