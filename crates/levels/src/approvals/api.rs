//! Saying yes, by the API.

use super::actions::{self, Yes};
use crate::sides::Side;
use axum::{extract::Path, http::StatusCode};
use base::App;
use serde::Deserialize;
use utoipa_axum::{router::OpenApiRouter, routes};
use web::{ApiVisit, JsonBody, ProblemJson, Result};

/// The calls.
pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(approve_agreement)).routes(routes!(withdraw_approval))
}

/// A yes.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct AgreementYesJson {
    /// The agreement's version that was read; without it nothing is agreed.
    version: Option<i64>,
    /// customer, provider; without it the caller's own.
    side: Option<String>,
    /// Of a supplier who signed on paper: who did.
    signatory: String,
}

/// Says yes for a side. Where both sides have, it is agreed.
#[utoipa::path(post, path = "/agreements/{id}/approval", operation_id = "approve_agreement",
    params(("id" = i64, Path)), request_body = AgreementYesJson,
    responses((status = 204), (status = 403, body = ProblemJson),
        (status = 404, body = ProblemJson), (status = 409, body = ProblemJson),
        (status = 422, body = ProblemJson)))]
async fn approve_agreement(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<AgreementYesJson>,
) -> Result<StatusCode> {
    let side = new.side.as_deref().and_then(Side::parse);
    let yes = Yes { side, read: new.version, signatory: new.signatory };
    actions::approve(&visit.app, &visit.actor, id, yes).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whose yes is taken back.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
struct AgreementWithdrawalJson {
    /// customer, provider; without it the caller's own.
    side: Option<String>,
}

/// Takes a yes back while the other side has not said it.
#[utoipa::path(post, path = "/agreements/{id}/approval/withdrawal",
    operation_id = "withdraw_agreement_approval", params(("id" = i64, Path)),
    request_body = AgreementWithdrawalJson,
    responses((status = 204), (status = 403, body = ProblemJson),
        (status = 404, body = ProblemJson), (status = 409, body = ProblemJson)))]
async fn withdraw_approval(
    visit: ApiVisit,
    Path(id): Path<i64>,
    JsonBody(new): JsonBody<AgreementWithdrawalJson>,
) -> Result<StatusCode> {
    let side = new.side.as_deref().and_then(Side::parse);
    actions::withdraw(&visit.app, &visit.actor, id, side).await?;
    Ok(StatusCode::NO_CONTENT)
}
