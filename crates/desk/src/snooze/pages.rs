//! The form for a snooze; it lives on the ticket's page.

use super::{actions, model::typed};
use crate::tickets::show_with;
use base::TicketId;
use web::prelude::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tickets/{id}/snooze", post(snooze))
        .route("/tickets/{id}/snooze/end", post(end))
}

async fn snooze(
    visit: Visit,
    Path(id): Path<i64>,
    Posted { fields, .. }: Posted,
) -> Result<Response> {
    let until = typed(&visit.actor, visit.app.now(), fields.get("quick"), fields.get("until"));
    let outcome = actions::snooze(&visit.app, &visit.actor, TicketId(id), until).await;
    show_with(&visit, id, outcome, "snoozed", "snooze", fields).await
}

async fn end(visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let outcome = actions::end(&visit.app, &visit.actor, TicketId(id)).await;
    show_with(&visit, id, outcome, "unsnoozed", "snooze", Fields::default()).await
}
