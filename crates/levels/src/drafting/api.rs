//! Writing agreements by the API.

use super::{
    actions,
    model::{NewAgreement, NewTerms},
};
use crate::{
    agreements::{self, ServiceAgreementJson},
    terms::{CELLS, ClauseKind},
};
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use base::{App, Error, ServiceId};
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result, if_match};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(draft_agreement))
        .routes(routes!(update_agreement))
        .routes(routes!(offer_agreement))
}

/// A number.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTargetJson {
    /// first_response, next_update, resolution
    measure: String,
    /// 1 (critical) to 4 (low)
    priority: i64,
    /// service_request; without it whatever has no number of its own.
    #[serde(default)]
    ticket_kind: String,
    /// Of open hours, at least 1.
    minutes: i64,
}

/// A point.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPointJson {
    /// excluded, provider_promises, customer_promises, other
    kind: String,
    words: String,
}

/// An agreement as it is written down.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAgreementJson {
    /// sla, ola, contract; of no matter in a change.
    #[serde(default)]
    kind: String,
    /// The department that helps; of no matter in a change.
    #[serde(default)]
    provider: Option<i64>,
    /// Its team, between teams.
    #[serde(default)]
    provider_team: Option<i64>,
    /// The department that is helped; of no matter in a change.
    #[serde(default)]
    customer: Option<i64>,
    /// Its team, between teams.
    #[serde(default)]
    customer_team: Option<i64>,
    name: String,
    /// 2027-01-01
    starts_on: String,
    /// Its last day; without it until further notice.
    #[serde(default)]
    ends_on: String,
    #[serde(default)]
    review_on: String,
    /// In whose open hours time is counted; without it the team's.
    #[serde(default)]
    calendar: Option<i64>,
    /// What it covers; none: everything.
    #[serde(default)]
    services: Vec<i64>,
    #[serde(default)]
    targets: Vec<NewTargetJson>,
    #[serde(default)]
    points: Vec<NewPointJson>,
}

impl TryFrom<NewAgreementJson> for NewAgreement {
    type Error = Error;

    fn try_from(it: NewAgreementJson) -> base::Result<Self> {
        let code = |department: Option<i64>, team: Option<i64>| match (department, team) {
            (_, Some(team)) => format!("t{team}"),
            (Some(department), None) => format!("d{department}"),
            _ => String::new(),
        };
        let mut cells = vec![(String::new(), "minutes".to_owned()); CELLS.len()];
        for target in &it.targets {
            let place = CELLS.iter().position(|cell| {
                cell.measure.as_str() == target.measure
                    && (cell.priority, cell.ticket_kind)
                        == (target.priority, target.ticket_kind.as_str())
            });
            let place =
                place.ok_or_else(|| Error::invalid("targets", "problem-agreement-target"))?;
            cells[place].0 = target.minutes.to_string();
        }
        let lines = |kind: &ClauseKind| {
            let own = it.points.iter().filter(|one| one.kind == kind.as_str());
            // one point is one line
            let own: Vec<_> = own.map(|one| one.words.replace(['\n', '\r'], " ")).collect();
            (*kind, own.join("\n"))
        };
        if it.points.iter().any(|one| ClauseKind::parse(&one.kind).is_none()) {
            return Err(Error::invalid("points", "problem-choose"));
        }
        Ok(NewAgreement {
            provider: code(it.provider, it.provider_team),
            customer: code(it.customer, it.customer_team),
            terms: NewTerms {
                starts_on: it.starts_on,
                ends_on: it.ends_on,
                review_on: it.review_on,
                calendar: it.calendar,
                services: it.services.into_iter().map(ServiceId).collect(),
                cells,
                clauses: ClauseKind::ALL.iter().map(lines).collect(),
            },
            kind: it.kind,
            name: it.name,
        })
    }
}

/// Begins a draft that only the caller's side sees.
#[utoipa::path(post, path = "/agreements", operation_id = "draft_agreement",
    request_body = NewAgreementJson,
    responses((status = 201, body = ServiceAgreementJson), (status = 403, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn draft_agreement(
    visit: ApiVisit,
    JsonBody(new): JsonBody<NewAgreementJson>,
) -> Result<Response> {
    let new = NewAgreement::try_from(new)?;
    let id = actions::create(&visit.app, &visit.actor, new).await?;
    agreements::answer(&visit, (id, None), StatusCode::CREATED).await
}

/// Changes what is worked on, or begins the next version. What somebody said yes to stays as it is.
#[utoipa::path(put, path = "/agreements/{id}", operation_id = "update_agreement",
    params(("id" = i64, Path)), request_body = NewAgreementJson,
    responses((status = 200, body = ServiceAgreementJson), (status = 403, body = ProblemJson),
        (status = 404, body = ProblemJson), (status = 409, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn update_agreement(
    visit: ApiVisit,
    Path(id): Path<i64>,
    headers: HeaderMap,
    JsonBody(new): JsonBody<NewAgreementJson>,
) -> Result<Response> {
    let now = agreements::load(&visit.app, &visit.actor, id, None).await?;
    let version = if_match(&headers, now.agreement.version);
    let new = NewAgreement::try_from(new)?;
    actions::update(&visit.app, &visit.actor, id, version, new).await?;
    let now = agreements::load(&visit.app, &visit.actor, id, None).await?;
    let number = now.open.map(|open| open.number);
    agreements::answer(&visit, (id, number), StatusCode::OK).await
}

/// Shows a draft to the other side.
#[utoipa::path(post, path = "/agreements/{id}/offer", operation_id = "offer_agreement",
    params(("id" = i64, Path)),
    responses((status = 204), (status = 403, body = ProblemJson), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson), (status = 422, body = ProblemJson)))]
async fn offer_agreement(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::offer(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
