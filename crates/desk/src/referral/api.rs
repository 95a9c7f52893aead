//! Referrals as JSON.

use super::{
    ReferralRow,
    actions::{self, NewReferral},
};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base::{App, Error, Problem, Problems, TeamId, TicketId, Time};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, Result};

/// The routes.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_ticket_referrals, refer_ticket))
        .routes(routes!(answer_ticket_referral))
        .routes(routes!(withdraw_ticket_referral))
}

/// A team that was asked.
#[derive(Serialize, utoipa::ToSchema)]
struct ReferralJson {
    id: i64,
    team: i64,
    team_name: String,
    asked_by: String,
    words: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    wanted_by: Option<Time>,
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// open, answered, withdrawn
    state: &'static str,
    answer: String,
}

impl From<ReferralRow> for ReferralJson {
    fn from(it: ReferralRow) -> Self {
        let state = match (it.is_open(), it.is_withdrawn) {
            (true, _) => "open",
            (false, true) => "withdrawn",
            (false, false) => "answered",
        };
        ReferralJson {
            id: it.id,
            team: it.team_id.0,
            team_name: it.team,
            asked_by: it.asked_by_name,
            words: it.words,
            wanted_by: it.wanted_by,
            at: it.at,
            state,
            answer: it.answer,
        }
    }
}

/// The names of fields here are those of the form without where they stand.
fn named(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let plain = |problem: Problem| Problem {
        field: match problem.field.as_str() {
            "refer-team" => "team".into(),
            "refer-by" => "wanted_by".into(),
            _ => "words".into(),
        },
        ..problem
    };
    Error::Invalid(Problems(problems.0.into_iter().map(plain).collect()))
}

async fn listed(visit: &ApiVisit, number: i64) -> Result<Vec<ReferralJson>> {
    let all = actions::referrals(&visit.app, &visit.actor, TicketId(number)).await?;
    Ok(all.into_iter().map(ReferralJson::from).collect())
}

/// Which teams were asked, and what came of it.
#[utoipa::path(get, path = "/tickets/{number}/referrals", operation_id = "list_ticket_referrals",
    params(("number" = i64, Path)), responses((status = 200, body = Vec<ReferralJson>)))]
async fn list_ticket_referrals(
    visit: ApiVisit,
    Path(number): Path<i64>,
) -> Result<Json<Vec<ReferralJson>>> {
    Ok(Json(listed(&visit, number).await?))
}

/// What is asked of which team.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewReferralJson {
    team: i64,
    words: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    wanted_by: Option<Time>,
}

/// Asks another team to do its part; the ticket stays with its own.
#[utoipa::path(post, path = "/tickets/{number}/referrals", operation_id = "refer_ticket",
    params(("number" = i64, Path)), request_body = NewReferralJson,
    responses((status = 201, body = Vec<ReferralJson>), (status = 422, body = web::ProblemJson)))]
async fn refer_ticket(
    visit: ApiVisit,
    Path(number): Path<i64>,
    JsonBody(new): JsonBody<NewReferralJson>,
) -> Result<Response> {
    let team = Some(TeamId(new.team));
    let new = NewReferral { team, words: new.words, wanted_by: new.wanted_by };
    actions::refer(&visit.app, &visit.actor, TicketId(number), new).await.map_err(named)?;
    Ok((StatusCode::CREATED, Json(listed(&visit, number).await?)).into_response())
}

/// What the team says.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct HandingBackJson {
    words: String,
}

/// Hands back, for the team that was asked.
#[utoipa::path(post, path = "/tickets/{number}/referrals/{referral}/answer",
    operation_id = "answer_ticket_referral",
    params(("number" = i64, Path), ("referral" = i64, Path)), request_body = HandingBackJson,
    responses((status = 204), (status = 422, body = web::ProblemJson)))]
async fn answer_ticket_referral(
    visit: ApiVisit,
    Path((number, referral)): Path<(i64, i64)>,
    JsonBody(new): JsonBody<HandingBackJson>,
) -> Result<StatusCode> {
    let id = TicketId(number);
    actions::hand_back(&visit.app, &visit.actor, id, referral, &new.words).await.map_err(named)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the question back.
#[utoipa::path(delete, path = "/tickets/{number}/referrals/{referral}",
    operation_id = "withdraw_ticket_referral",
    params(("number" = i64, Path), ("referral" = i64, Path)), responses((status = 204)))]
async fn withdraw_ticket_referral(
    visit: ApiVisit,
    Path((number, referral)): Path<(i64, i64)>,
) -> Result<StatusCode> {
    actions::withdraw(&visit.app, &visit.actor, TicketId(number), referral).await?;
    Ok(StatusCode::NO_CONTENT)
}
