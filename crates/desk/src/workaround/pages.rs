//! The form for a workaround; it lives on the ticket's page.

use super::actions;
use crate::tickets::show_with;
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/tickets/{id}/workaround", post(say))
}

async fn say(visit: Visit, Path(id): Path<i64>, Posted { fields, .. }: Posted) -> Result<Response> {
    let words = fields.get("workaround_words");
    let outcome = actions::say(&visit.app, &visit.actor, TicketId(id), words).await;
    show_with(&visit, id, outcome, "workaround", "workaround", fields).await
}
