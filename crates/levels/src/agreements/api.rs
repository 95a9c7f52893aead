//! Agreements as JSON.

use super::{actions, model::Seen};
use crate::{
    approvals::{self, ApprovalRow},
    terms::{Clause, Target, VersionRow},
};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, Time};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, ProblemJson, Result, etag};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_agreements))
        .routes(routes!(get_agreement))
        .routes(routes!(note_agreement_read))
}

/// An agreement in a list.
#[derive(Serialize, utoipa::ToSchema)]
struct AgreementBriefJson {
    id: i64,
    /// sla, ola, contract
    kind: &'static str,
    name: String,
    provider: i64,
    provider_team: Option<i64>,
    customer: i64,
    customer_team: Option<i64>,
    /// draft, negotiated, agreed, under_review, ended
    state: &'static str,
    /// When it is looked at next; may be empty.
    review_on: String,
    /// Its last day, where somebody ended it; may be empty.
    ended_on: String,
    /// Whether the caller's yes is awaited.
    awaits: bool,
}

/// A version, in short.
#[derive(Serialize, utoipa::ToSchema)]
struct AgreementVersionJson {
    number: i64,
    /// Whose draft it is: customer, provider
    side: &'static str,
    starts_on: String,
    ends_on: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    offered_at: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    agreed_at: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    dropped_at: Option<Time>,
}

impl From<&VersionRow> for AgreementVersionJson {
    fn from(it: &VersionRow) -> Self {
        AgreementVersionJson {
            number: it.number,
            side: it.side.as_str(),
            starts_on: it.starts_on.clone(),
            ends_on: it.ends_on.clone(),
            offered_at: it.offered_at,
            agreed_at: it.agreed_at,
            dropped_at: it.dropped_at,
        }
    }
}

/// A number.
#[derive(Serialize, utoipa::ToSchema)]
struct AgreementTargetJson {
    /// first_response, next_update, resolution
    measure: &'static str,
    /// 1 (critical) to 4 (low)
    priority: i64,
    /// service_request; empty: whatever has no number of its own
    ticket_kind: String,
    /// Of open hours.
    minutes: i64,
}

impl From<&Target> for AgreementTargetJson {
    fn from(it: &Target) -> Self {
        AgreementTargetJson {
            measure: it.measure.as_str(),
            priority: it.priority,
            ticket_kind: it.ticket_kind.clone(),
            minutes: it.minutes,
        }
    }
}

/// A point.
#[derive(Serialize, utoipa::ToSchema)]
struct AgreementPointJson {
    /// excluded, provider_promises, customer_promises, other
    kind: &'static str,
    /// The same from version to version; comments name it.
    root: i64,
    words: String,
}

impl From<&Clause> for AgreementPointJson {
    fn from(it: &Clause) -> Self {
        AgreementPointJson { kind: it.kind.as_str(), root: it.root_id, words: it.words.clone() }
    }
}

/// A yes.
#[derive(Serialize, utoipa::ToSchema)]
struct AgreementApprovalJson {
    /// customer, provider
    side: &'static str,
    by: String,
    /// Of a supplier who signed on paper: who did; may be empty.
    signatory: String,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    #[schema(value_type = Option<String>, format = DateTime)]
    withdrawn_at: Option<Time>,
}

impl From<ApprovalRow> for AgreementApprovalJson {
    fn from(it: ApprovalRow) -> Self {
        AgreementApprovalJson {
            side: it.side.as_str(),
            by: it.person,
            signatory: it.signatory,
            at: it.at,
            withdrawn_at: it.withdrawn_at,
        }
    }
}

/// What is different in a line.
#[derive(Serialize, utoipa::ToSchema)]
struct AgreementChangeJson {
    /// starts_on, `target|resolution|1|`, `clause|excluded|7`
    line: String,
    before: Option<String>,
    after: Option<String>,
}

impl From<&crate::terms::Change> for AgreementChangeJson {
    fn from(it: &crate::terms::Change) -> Self {
        AgreementChangeJson {
            line: it.name.clone(),
            before: it.before.clone(),
            after: it.after.clone(),
        }
    }
}

/// An agreement with one of its versions.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct ServiceAgreementJson {
    id: i64,
    /// Counts changes: whoever changes it or says yes sends it back.
    version: i64,
    /// sla, ola, contract
    kind: &'static str,
    name: String,
    provider: i64,
    provider_name: String,
    provider_team: Option<i64>,
    customer: i64,
    customer_name: String,
    customer_team: Option<i64>,
    /// draft, negotiated, agreed, under_review, ended
    state: &'static str,
    state_words: String,
    review_on: String,
    ended_on: String,
    /// The number of the version that counts today.
    current: Option<i64>,
    /// The versions that the caller may read.
    versions: Vec<AgreementVersionJson>,
    /// The version that the rest is about.
    shown: AgreementVersionJson,
    /// A calendar in whose open hours time is counted; none: the team's.
    calendar: Option<i64>,
    /// What it covers; none: everything.
    services: Vec<i64>,
    targets: Vec<AgreementTargetJson>,
    points: Vec<AgreementPointJson>,
    approvals: Vec<AgreementApprovalJson>,
    /// What is different from the version before.
    changes: Vec<AgreementChangeJson>,
    /// What is different since the caller read it.
    unread: Vec<AgreementChangeJson>,
}

impl ServiceAgreementJson {
    fn new(it: &Seen, said: Vec<ApprovalRow>) -> Self {
        let of = &it.agreement;
        let unread = it.since.iter().flat_map(|(_, changes)| changes);
        ServiceAgreementJson {
            id: of.id,
            version: of.version,
            kind: of.kind.as_str(),
            name: of.name.clone(),
            provider: of.provider_id.0,
            provider_name: of.provider.clone(),
            provider_team: of.provider_team_id.map(|id| id.0),
            customer: of.customer_id.0,
            customer_name: of.customer.clone(),
            customer_team: of.customer_team_id.map(|id| id.0),
            state: of.state.as_str(),
            state_words: of.state_words.clone(),
            review_on: of.review_on.clone(),
            ended_on: of.ended_on.clone(),
            current: it.current,
            versions: it.versions.iter().map(AgreementVersionJson::from).collect(),
            shown: AgreementVersionJson::from(&it.shown),
            calendar: it.terms.calendar.as_ref().map(|(id, _)| *id),
            services: it.terms.services.iter().map(|(id, _)| id.0).collect(),
            targets: it.terms.targets.iter().map(AgreementTargetJson::from).collect(),
            points: it.terms.clauses.iter().map(AgreementPointJson::from).collect(),
            approvals: said.into_iter().map(AgreementApprovalJson::from).collect(),
            changes: it.changes.iter().map(AgreementChangeJson::from).collect(),
            unread: unread.map(AgreementChangeJson::from).collect(),
        }
    }
}

/// The answer with an agreement, for whoever just changed or asked for it.
pub(crate) async fn answer(
    visit: &ApiVisit,
    (id, number): (i64, Option<i64>),
    status: StatusCode,
) -> Result<Response> {
    let it = actions::load(&visit.app, &visit.actor, id, number).await?;
    let (actor, version) = (visit.actor.clone(), it.shown.id);
    let said = visit.app.read(move |tx| approvals::list(tx, &actor, version)).await?;
    let tag = etag(it.agreement.version);
    Ok((status, tag, Json(ServiceAgreementJson::new(&it, said))).into_response())
}

/// Every agreement of which the caller may read something.
#[utoipa::path(get, path = "/agreements", operation_id = "list_agreements",
    responses((status = 200, body = [AgreementBriefJson])))]
async fn list_agreements(visit: ApiVisit) -> Result<Json<Vec<AgreementBriefJson>>> {
    let all = actions::list(&visit.app, &visit.actor).await?;
    let brief = |one: actions::Listed| AgreementBriefJson {
        id: one.agreement.id,
        kind: one.agreement.kind.as_str(),
        provider: one.agreement.provider_id.0,
        provider_team: one.agreement.provider_team_id.map(|id| id.0),
        customer: one.agreement.customer_id.0,
        customer_team: one.agreement.customer_team_id.map(|id| id.0),
        state: one.agreement.state.as_str(),
        awaits: one.awaits,
        name: one.agreement.name,
        review_on: one.agreement.review_on,
        ended_on: one.agreement.ended_on,
    };
    Ok(Json(all.into_iter().map(brief).collect()))
}

/// An agreement: the version that counts, or the one with this number.
#[utoipa::path(get, path = "/agreements/{id}", operation_id = "get_agreement",
    params(("id" = i64, Path), ("version" = Option<i64>, Query)),
    responses((status = 200, body = ServiceAgreementJson), (status = 404, body = ProblemJson)))]
async fn get_agreement(visit: ApiVisit, Path(id): Path<i64>) -> Result<Response> {
    answer(&visit, (id, visit.query.number("version")), StatusCode::OK).await
}

/// Says that the caller has read what is worked on: `unread` begins anew.
#[utoipa::path(post, path = "/agreements/{id}/reading", operation_id = "note_agreement_read",
    params(("id" = i64, Path)),
    responses((status = 204), (status = 403, body = ProblemJson), (status = 404, body = ProblemJson),
        (status = 409, body = ProblemJson)))]
async fn note_agreement_read(visit: ApiVisit, Path(id): Path<i64>) -> Result<StatusCode> {
    actions::note_read(&visit.app, &visit.actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
