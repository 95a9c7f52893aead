//! What becomes of a suggestion, said on the page of how it felt.

use super::actions;
use crate::felt_overview::refused;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/felt/repeats/{id}/problem", post(open_problem))
        .route("/felt/repeats/{id}/refusal", post(decline))
}

async fn open_problem(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    match actions::open_problem(&visit.app, &visit.actor, id).await {
        Ok(problem) => go(format!("/tickets/{problem}?said=felt-problem")),
        // somebody else has said what becomes of it: the page shows what
        Err(Error::Conflict) => go("/felt"),
        Err(error) => Err(error.into()),
    }
}

async fn decline(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    match actions::decline(&visit.app, &visit.actor, id, fields.get("reason")).await {
        Ok(()) => go("/felt?said=felt-declined"),
        Err(Error::Conflict) => go("/felt"),
        Err(Error::Invalid(problems)) => refused(&visit, id, fields, problems).await,
        Err(error) => Err(error.into()),
    }
}
