//! Saying yes on the page of an agreement.

use super::actions::{self, Yes};
use crate::{agreements, sides::Side};
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/agreements/{id}/approval", post(approve))
        .route("/agreements/{id}/approval/withdrawal", post(withdraw))
}

async fn approve(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let yes = Yes {
        side: Side::parse(fields.get("side")),
        read: fields.number("version"),
        signatory: fields.get("signatory").to_owned(),
    };
    match actions::approve(&visit.app, &visit.actor, id, yes).await {
        Ok(()) => go(format!("/agreements/{id}?said=agreement-approved")),
        Err(error) => agreements::refused(&visit, id, fields, error).await,
    }
}

async fn withdraw(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let side = Side::parse(fields.get("side"));
    actions::withdraw(&visit.app, &visit.actor, id, side).await?;
    go(format!("/agreements/{id}?said=agreement-yes-withdrawn"))
}
