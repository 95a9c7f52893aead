//! A relationship as it is now, as JSON.

use super::{
    actions,
    model::{Item, Which},
};
use crate::{agenda::Line, praise::PraiseRow, relationships::RelationshipJson};
use axum::{
    Json,
    extract::Path,
    response::{IntoResponse, Response},
};
use base::{App, Error, Time};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result, etag};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_relationship))
        .routes(routes!(list_relationship_requests))
}

/// An open request, as whoever looks after the relationship may know it.
#[derive(Serialize, utoipa::ToSchema)]
struct OpenRequestJson {
    number: i64,
    subject: String,
    /// 1 is critical, 4 is low
    priority: i64,
    /// provider, requester, supplier
    ball: String,
    service: Option<String>,
    location: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
    /// When news is due.
    #[schema(value_type = Option<String>, format = DateTime)]
    news_by: Option<Time>,
    /// Whether the caller may open it.
    may_open: bool,
}

impl From<Item> for OpenRequestJson {
    fn from(it: Item) -> Self {
        OpenRequestJson {
            number: it.row.id.0,
            subject: it.row.subject,
            priority: it.row.priority,
            ball: it.row.ball.to_string(),
            service: it.row.service,
            location: it.row.location,
            created_at: it.row.created_at,
            news_by: it.row.news_by,
            may_open: it.may_open,
        }
    }
}

/// The same thing, at least three times in ninety days.
#[derive(Serialize, utoipa::ToSchema)]
struct RepeatJson {
    service: String,
    location: Option<String>,
    device: Option<String>,
    times: i64,
}

/// What may happen if nothing is done by a day.
#[derive(Serialize, utoipa::ToSchema)]
struct ComingRiskJson {
    number: i64,
    /// financial, compliance, reputation
    kind: String,
    consequence: String,
    /// 2026-12-01
    bites_on: String,
}

/// One line of what another part of the bridge knows.
#[derive(Serialize, utoipa::ToSchema)]
struct OverviewLineJson {
    text: String,
    href: String,
    note: String,
}

impl From<Line> for OverviewLineJson {
    fn from(it: Line) -> Self {
        OverviewLineJson { text: it.text, href: it.href, note: it.note }
    }
}

impl From<PraiseRow> for OverviewLineJson {
    fn from(it: PraiseRow) -> Self {
        let note = format!("{} · {}", it.giver, it.receiver);
        OverviewLineJson { text: it.words, href: format!("/praise/{}", it.id), note }
    }
}

/// Everything on the page of a relationship.
#[derive(Serialize, utoipa::ToSchema)]
struct OverviewJson {
    relationship: RelationshipJson,
    /// How many open requests the caller knows of.
    open: usize,
    /// How many promises of news have passed.
    late: usize,
    /// What hurts most.
    worst: Vec<OpenRequestJson>,
    repeats: Vec<RepeatJson>,
    risks: Vec<ComingRiskJson>,
    next: Vec<OverviewLineJson>,
    goals: Vec<OverviewLineJson>,
    thanks: Vec<OverviewLineJson>,
    /// What waits for the caller's yes.
    awaited: Vec<OverviewLineJson>,
    /// How many open requests the caller does not know of.
    unseen: usize,
}

/// A relationship: what hurts, what is late, repeats, risks, goals and thanks.
#[utoipa::path(get, path = "/relationships/{id}", operation_id = "get_relationship",
    params(("id" = i64, Path)),
    responses((status = 200, body = OverviewJson), (status = 404, body = ProblemJson)))]
async fn get_relationship(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id).await?;
    let lines = |some: Vec<Line>| some.into_iter().map(OverviewLineJson::from);
    let missed = it.missed.into_iter().map(|one| {
        let note: Vec<_> = [one.line.note, one.why].into_iter().filter(|s| !s.is_empty()).collect();
        OverviewLineJson { text: one.line.text, href: one.line.href, note: note.join(" · ") }
    });
    let version = it.of.version;
    let repeat = |one: super::RepeatRow| RepeatJson {
        service: one.service,
        location: one.location,
        device: one.device,
        times: one.times,
    };
    let risk = |one: super::RiskRow| ComingRiskJson {
        number: one.ticket_id.0,
        kind: one.kind.to_string(),
        consequence: one.consequence,
        bites_on: one.bites_on,
    };
    let json = OverviewJson {
        relationship: RelationshipJson::new(it.of, it.standing.is_keeper),
        open: it.open,
        late: it.late_count,
        worst: it.worst.into_iter().map(OpenRequestJson::from).collect(),
        repeats: it.repeats.into_iter().map(repeat).collect(),
        risks: it.risks.into_iter().map(risk).collect(),
        next: missed.chain(lines(it.next)).collect(),
        goals: lines(it.goals).collect(),
        thanks: it.thanks.into_iter().map(OverviewLineJson::from).collect(),
        awaited: lines(it.awaited).collect(),
        unseen: it.unseen,
    };
    Ok((etag(version), Json(json)).into_response())
}

/// Open requests between the two, at most 500: as far as the caller may know of them.
#[utoipa::path(get, path = "/relationships/{id}/requests",
    operation_id = "list_relationship_requests",
    params(("id" = i64, Path),
        ("show" = Option<String>, Query, description = "worst, provider, requester, supplier, late"),
        ("service" = Option<i64>, Query), ("location" = Option<i64>, Query)),
    responses((status = 200, body = [OpenRequestJson]), (status = 404, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn list_relationship_requests(
    visit: ApiVisit,
    Path(id): Path<i64>,
) -> Result<Json<Vec<OpenRequestJson>>> {
    let which = match visit.query.get("show") {
        "" => Which::Worst,
        said => Which::parse(said).ok_or_else(|| Error::invalid("show", "problem-choose"))?,
    };
    let by = (visit.query.number("service"), visit.query.number("location"));
    let found = actions::requests(&visit.app, &visit.actor, id, which, by).await?;
    Ok(Json(found.items.into_iter().map(OpenRequestJson::from).collect()))
}
