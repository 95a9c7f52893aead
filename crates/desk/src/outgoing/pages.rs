//! The button that takes an answer back.

use super::actions;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tickets/{id}/outgoing/{answer}/withdrawal", post(withdraw))
}

async fn withdraw(visit: Visit, Path((id, answer)): Path<(i64, i64)>) -> Result<Response> {
    match actions::withdraw(&visit.app, &visit.actor, answer).await {
        Ok(ticket) => go(format!("/tickets/{ticket}?said=withdrawn#compose")),
        Err(Error::Conflict) => go(format!("/tickets/{id}?said=has-left")),
        Err(error) => Err(error.into()),
    }
}
